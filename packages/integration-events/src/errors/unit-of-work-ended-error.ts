import type { TransactionState } from 'uow'
import { IntegrationEventsError } from './integration-events-error.ts'

const ends: Readonly<Record<TransactionState, string>> = {
  open: 'is ending already',
  committed: 'has already committed',
  rolledBack: 'has already rolled back',
  unknown: 'has ended, with an unknown outcome',
}

const code = 'UNIT_OF_WORK_ENDED'

/**
 * `publish` was called by work that has outlived its unit of work, so that the event can no longer
 * commit or roll back with it.
 */
export class UnitOfWorkEndedError extends IntegrationEventsError {
  /** The event's topic. */
  readonly topic: string

  constructor(options: {
    readonly topic: string
    /** How the unit ended; `open` while its end is on its way. */
    readonly state: TransactionState
    readonly cause?: unknown
  }) {
    super({
      ...options,
      code,
      message:
        `event '${options.topic}' was not published: the unit of work around this call ${ends[options.state]}. ` +
        'Probably an await is missing inside unitOfWork.run(...); ' +
        "work that is meant to outlive it can ask for a unit of its own with { unitOfWork: 'own' }.",
    })
    this.topic = options.topic
  }

  static override isInstance(error: unknown): error is UnitOfWorkEndedError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
