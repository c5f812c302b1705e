import { IntegrationEventsError } from 'integration-events'

const code = 'DAPR_COMPONENT_MISSING'

/** The sidecar has no pub/sub component of the name that the publisher was given. */
export class DaprComponentMissingError extends IntegrationEventsError {
  /** The component that the publisher was given. */
  readonly pubsubName: string
  /** The pub/sub components that it has. */
  readonly available: readonly string[]

  constructor(options: { readonly pubsubName: string; readonly available: readonly string[] }) {
    const { available, pubsubName } = options
    const there = available.length === 0 ? 'none' : available.join(', ')
    super({
      code,
      message:
        `the sidecar has no pub/sub component '${pubsubName}' (it has: ${there}). Check the ` +
        "component's name, its scopes, and the sidecar's --resources-path.",
    })
    this.pubsubName = pubsubName
    this.available = available
  }

  static override isInstance(error: unknown): error is DaprComponentMissingError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
