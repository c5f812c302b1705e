import { IntegrationEventsError } from 'integration-events'

const code = 'DAPR_TOKEN'

/** The sidecar asks for an API token, and does not accept the one that it was sent. */
export class DaprTokenError extends IntegrationEventsError {
  constructor(options: { readonly endpoint: string; readonly isGiven: boolean }) {
    const { endpoint, isGiven } = options
    super({
      code,
      message:
        `the sidecar at ${endpoint} refused the API token${isGiven ? '' : ': none was sent'}. Set ` +
        'DAPR_API_TOKEN, or the option apiToken, to the one that the sidecar runs with.',
    })
  }

  static override isInstance(error: unknown): error is DaprTokenError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
