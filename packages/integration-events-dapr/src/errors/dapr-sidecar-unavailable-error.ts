import { IntegrationEventsError } from 'integration-events'

const code = 'DAPR_SIDECAR_UNAVAILABLE'

/** The sidecar was not ready to publish within the time that it was waited for. */
export class DaprSidecarUnavailableError extends IntegrationEventsError {
  /** Where the sidecar was looked for. */
  readonly endpoint: string

  constructor(options: {
    readonly endpoint: string
    readonly sidecarTimeout: number
    readonly cause: unknown
  }) {
    const { cause, endpoint, sidecarTimeout } = options
    super({
      code,
      message:
        `no Dapr sidecar was ready at ${endpoint} within ${sidecarTimeout} ms. Start it, set ` +
        'DAPR_HTTP_ENDPOINT or DAPR_HTTP_PORT, or raise the option sidecarTimeout.',
      cause,
    })
    this.endpoint = endpoint
  }

  static override isInstance(error: unknown): error is DaprSidecarUnavailableError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
