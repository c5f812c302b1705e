import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'OUTSIDE_UNIT_OF_WORK'

/**
 * `publish` was called outside of any unit of work. Sending the event anyway would be a dual write:
 * the rows could roll back, and the event could not.
 */
export class OutsideUnitOfWorkError extends IntegrationEventsError {
  /** The event's topic. */
  readonly topic: string

  constructor(options: { readonly topic: string; readonly cause?: unknown }) {
    super({
      ...options,
      code,
      message:
        `event '${options.topic}' was not published: there is no unit of work around this call. ` +
        'Publish inside unitOfWork.run(...); or pass { unitOfWork: work }, the handle of unitOfWork.begin(); ' +
        "or ask for a short one of its own with { unitOfWork: 'own' } " +
        "(the bus option outsideUnitOfWork: 'open' makes that the default).",
    })
    this.topic = options.topic
  }

  static override isInstance(error: unknown): error is OutsideUnitOfWorkError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
