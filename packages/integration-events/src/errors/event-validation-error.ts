import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'EVENT_VALIDATION'

/** One thing that the schema found wrong. */
export interface EventValidationIssue {
  /** The schema's own words. */
  readonly message: string
  /** Where in the data, for example `items[2].price`; empty for the data as a whole. */
  readonly path: string
}

/** An event's data does not fit its schema. At publish, nothing of the event was stored. */
export class EventValidationError extends IntegrationEventsError {
  /** The event's topic. */
  readonly topic: string
  /** All that the schema found wrong; at least one. */
  readonly issues: readonly EventValidationIssue[]

  constructor(options: {
    readonly topic: string
    readonly issues: readonly EventValidationIssue[]
    readonly cause?: unknown
  }) {
    const issues = options.issues
      .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
      .join('; ')
    super({
      ...options,
      code,
      message:
        `the data of event '${options.topic}' does not fit its schema: ${issues}. ` +
        'Data is validated as it travels, as JSON: there a Date is a string.',
    })
    this.topic = options.topic
    this.issues = options.issues
  }

  static override isInstance(error: unknown): error is EventValidationError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
