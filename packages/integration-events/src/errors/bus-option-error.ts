import { describeValue } from './describe-value.ts'
import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'BUS_OPTION'

/** An option has a value that is not allowed, or does not exist. */
export class BusOptionError extends IntegrationEventsError {
  /** The option's name; nested ones with dots, for example `backoff.maximum`. */
  readonly option: string
  /** What was given. */
  readonly received: unknown
  /** What is allowed instead, in words. */
  readonly allowed: string

  constructor(options: {
    readonly option: string
    readonly received: unknown
    readonly allowed: string
    readonly cause?: unknown
  }) {
    super({
      ...options,
      code,
      message: `option '${options.option}' is ${describeValue(options.received)}; allowed: ${options.allowed}.`,
    })
    this.option = options.option
    this.received = options.received
    this.allowed = options.allowed
  }

  static override isInstance(error: unknown): error is BusOptionError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
