import { describeValue } from './describe-value.ts'
import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'PUBLISH_OPTION'

/** `publish` was given an option (a key, a header, a unit of work) that is not allowed. */
export class PublishOptionError extends IntegrationEventsError {
  /** The option's name, for example `key` or `headers.tenant`. */
  readonly option: string
  /** What was given. */
  readonly received: unknown
  /** What is allowed instead, in words. */
  readonly allowed: string

  constructor(options: {
    readonly option: string
    readonly received: unknown
    readonly allowed: string
    readonly topic: string
    readonly cause?: unknown
  }) {
    super({
      ...options,
      code,
      message: `event '${options.topic}' was not published: ${options.option} is ${describeValue(options.received)}; allowed: ${options.allowed}.`,
    })
    this.option = options.option
    this.received = options.received
    this.allowed = options.allowed
  }

  static override isInstance(error: unknown): error is PublishOptionError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
