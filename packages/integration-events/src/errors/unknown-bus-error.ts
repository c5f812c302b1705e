import { describeValue } from './describe-value.ts'
import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'UNKNOWN_BUS'

/** `captureEvents` was given something that `createIntegrationEventBus` has not made. */
export class UnknownBusError extends IntegrationEventsError {
  constructor(options: { readonly received: unknown; readonly cause?: unknown }) {
    super({
      ...options,
      code,
      message:
        `captureEvents was given ${describeValue(options.received)}, which this copy of ` +
        'integration-events has not made. Pass what createIntegrationEventBus(...) returned: no ' +
        'wrapper of it, and no bus of a second copy of the package.',
    })
  }

  static override isInstance(error: unknown): error is UnknownBusError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
