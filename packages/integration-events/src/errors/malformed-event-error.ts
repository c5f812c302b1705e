import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'MALFORMED_EVENT'

/** What a transport received is no event: no handler was called, and it goes to the dead letters. */
export class MalformedEventError extends IntegrationEventsError {
  /** The topic that it came by. */
  readonly topic: string
  /** What is wrong with it. */
  readonly problem: string

  constructor(options: {
    readonly topic: string
    /** Completes the sentence 'An event of … was received, but …'. */
    readonly problem: string
    readonly cause?: unknown
  }) {
    super({
      ...options,
      code,
      message:
        `an event of '${options.topic}' was received, but ${options.problem}. ` +
        'Have the transport refuse what is no event, or make a whole OutgoingEvent of it.',
    })
    this.topic = options.topic
    this.problem = options.problem
  }

  static override isInstance(error: unknown): error is MalformedEventError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
