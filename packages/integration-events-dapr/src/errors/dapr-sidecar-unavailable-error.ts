import { IntegrationEventsError } from 'integration-events'

const code = 'DAPR_SIDECAR_UNAVAILABLE'

/** The sidecar was not ready to publish within the time that it was waited for. */
export class DaprSidecarUnavailableError extends IntegrationEventsError {
  /** Where the sidecar was looked for. */
  readonly endpoint: string

  constructor(options: {
    readonly endpoint: string
    /** Whether a `DaprClient` knows the address, and not the publisher. Default false. */
    readonly isOfClient?: boolean
    readonly sidecarTimeout: number
    readonly cause: unknown
  }) {
    const { cause, endpoint, isOfClient = false, sidecarTimeout } = options
    const address = isOfClient
      ? 'give the DaprClient its address and API token'
      : 'set DAPR_HTTP_ENDPOINT or DAPR_HTTP_PORT'
    super({
      code,
      message:
        `no Dapr sidecar was ready at ${endpoint} within ${sidecarTimeout} ms. Start it, ${address}, ` +
        'or raise the option sidecarTimeout.',
      cause,
    })
    this.endpoint = endpoint
  }

  static override isInstance(error: unknown): error is DaprSidecarUnavailableError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
