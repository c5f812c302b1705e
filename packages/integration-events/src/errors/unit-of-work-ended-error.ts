import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'UNIT_OF_WORK_ENDED'

/**
 * `publish` was called by work that has outlived its unit of work, so that the event can no longer
 * commit or roll back with it.
 */
export class UnitOfWorkEndedError extends IntegrationEventsError {
  readonly topic: string

  constructor(options: {
    readonly topic: string
    /** How the unit ended. */
    readonly state: 'committed' | 'rolledBack' | 'unknown'
    readonly cause?: unknown
  }) {
    const end = { committed: 'committed', rolledBack: 'rolled back', unknown: 'ended' }
    super({
      ...options,
      code,
      message:
        `event '${options.topic}' was not published: the unit of work around this call has already ${end[options.state]}. ` +
        'Probably an await is missing inside unitOfWork.run(...); ' +
        "work that is meant to outlive it can ask for a unit of its own with { unitOfWork: 'own' }.",
    })
    this.topic = options.topic
  }

  static override isInstance(error: unknown): error is UnitOfWorkEndedError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
