import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'OUTSIDE_UNIT_OF_WORK'

const outside =
  'there is no unit of work around this call. ' +
  'Publish inside unitOfWork.run(...); or pass { unitOfWork: work }, the handle of unitOfWork.begin(); ' +
  "or ask for a short one of its own with { unitOfWork: 'own' } " +
  "(the bus option outsideUnitOfWork: 'open' makes that the default)."

const insideHandler =
  "the handler of an event runs in a unit of work that is not the bus's, and would be undone without it. " +
  'Give createSubscriber and createIntegrationEventBus the same unitOfWork; ' +
  "or commit it apart from the handler, once for each try, with { unitOfWork: 'own' }."

/**
 * `publish` was called outside of any unit of work. Sending the event anyway would be a dual write:
 * the rows could roll back, and the event could not.
 */
export class OutsideUnitOfWorkError extends IntegrationEventsError {
  /** The event's topic. */
  readonly topic: string

  constructor(options: {
    readonly topic: string
    /** Whether the caller is a handler with an inbox, whose unit of work is not the bus's. Default false. */
    readonly insideHandler?: boolean
    readonly cause?: unknown
  }) {
    const remedy = options.insideHandler === true ? insideHandler : outside
    super({
      ...options,
      code,
      message: `event '${options.topic}' was not published: ${remedy}`,
    })
    this.topic = options.topic
  }

  static override isInstance(error: unknown): error is OutsideUnitOfWorkError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
