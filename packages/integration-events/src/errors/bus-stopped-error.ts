import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'BUS_STOPPED'

/** The bus was asked for new work after `stop()`. */
export class BusStoppedError extends IntegrationEventsError {
  constructor(options: {
    /** What was asked for, for example `publish`. */
    readonly operation: string
    readonly cause?: unknown
  }) {
    super({
      ...options,
      code,
      message:
        `${options.operation} was refused: the bus was stopped, and a stopped bus takes no new work. ` +
        'Stop accepting requests before bus.stop(), or create another bus.',
    })
  }

  static override isInstance(error: unknown): error is BusStoppedError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
