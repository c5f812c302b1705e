import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'EVENT_SELECTION'

/** A selection of events that selects nothing, or that does not say clearly what it selects. */
export class EventSelectionError extends IntegrationEventsError {
  constructor(options: {
    /** What is wrong with it, for example `the list of ids is empty`. */
    readonly problem: string
    readonly cause?: unknown
  }) {
    super({
      ...options,
      code,
      message:
        `this selection of events is refused: ${options.problem}. ` +
        'Select by { ids: [...] } with at least one id, by { topic }, or say { all: true }.',
    })
  }

  static override isInstance(error: unknown): error is EventSelectionError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
