import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'EVENT_DATA'

/** An event's data holds something that JSON cannot carry. Nothing of the event was stored. */
export class EventDataError extends IntegrationEventsError {
  /** The event's topic. */
  readonly topic: string
  /** Where in the data, for example `items[2].price`; empty for the data as a whole. */
  readonly path: string

  constructor(options: {
    readonly topic: string
    readonly path: string
    /** What stands there, for example `a BigInt`. */
    readonly found: string
    /** What to do instead, as a sentence. */
    readonly remedy: string
    readonly cause?: unknown
  }) {
    const place = options.path === '' ? 'its data' : `'${options.path}'`
    super({
      ...options,
      code,
      message: `event '${options.topic}' was not published: ${place} is ${options.found}, which JSON cannot carry. ${options.remedy}`,
    })
    this.topic = options.topic
    this.path = options.path
  }

  static override isInstance(error: unknown): error is EventDataError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
