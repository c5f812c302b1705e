import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'EVENT_DEFINITION'

/** Something is not an event that can be published or subscribed to. */
export class EventDefinitionError extends IntegrationEventsError {
  constructor(options: {
    /** What is wrong, and what to do, as a sentence. */
    readonly problem: string
    readonly cause?: unknown
  }) {
    super({ ...options, code, message: options.problem })
  }

  static override isInstance(error: unknown): error is EventDefinitionError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
