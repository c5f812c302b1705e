import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'DUPLICATE_TOPIC'

/** Two different event definitions have one topic, so that nobody could tell their data apart. */
export class DuplicateTopicError extends IntegrationEventsError {
  /** The topic that two have. */
  readonly topic: string

  constructor(options: { readonly topic: string; readonly cause?: unknown }) {
    super({
      ...options,
      code,
      message:
        `two different event definitions have the topic '${options.topic}'. ` +
        'Define each event once, at the top of a module that both sides import, and give each a topic of its own ' +
        '(a class inherits the static topic of its base class).',
    })
    this.topic = options.topic
  }

  static override isInstance(error: unknown): error is DuplicateTopicError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
