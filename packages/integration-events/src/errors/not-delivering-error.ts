import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'NOT_DELIVERING'

/** `settled` was called on a bus that delivers nothing in this process, while events are pending. */
export class NotDeliveringError extends IntegrationEventsError {
  /** How many events are pending in the event log. */
  readonly pending: number

  constructor(options: { readonly pending: number; readonly cause?: unknown }) {
    super({
      ...options,
      code,
      message:
        `settled() would wait in vain: events are pending (${options.pending}), and this process ` +
        'delivers nothing. Call start() on a bus that delivers, or drain(); or look at what was ' +
        'published without delivering it: captureEvents(bus).',
    })
    this.pending = options.pending
  }

  static override isInstance(error: unknown): error is NotDeliveringError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
