import type { UnitOfWork } from 'uow'
import type { Inbox } from '../contracts/inbox.ts'
import type { Logger } from '../contracts/logger.ts'
import type { Duration } from '../options/duration.ts'
import { longestTimer, OptionReader } from '../options/option-reader.ts'
import { readLogger } from '../options/read-logger.ts'

/** Options of `createSubscriber` with an inbox. */
export interface InboxSubscriberOptions<Tx = unknown> {
  /** The unit of work in which a handler's rows, its events and its record commit together. */
  readonly unitOfWork: UnitOfWork<Tx>
  /** Where it is recorded what was handled, in the unit of work's database. */
  readonly inbox: Inbox
  /**
   * How long the inbox remembers that an event was handled, counted from that moment or from the event's
   * date (the later of its time and its delivery date), whichever is later. Longer than anything
   * delivers again: the broker's retention, the publisher's retries, the replay of a backup. Default
   * `7d`.
   *
   * A longer time than before holds for what is handled from then on.
   */
  readonly inboxExpireDate?: Duration
  /**
   * What becomes of an event whose date is further back than that, so that nobody knows whether it was
   * handled: `deadLetter` gives it up, `process` handles it. One of which there is still a record is
   * acknowledged either way. Default `deadLetter`.
   */
  readonly onOutsideInboxWindow?: 'deadLetter' | 'process'
  /** How often expired records are deleted, in small batches. Default `5m`. */
  readonly cleaningExpireInterval?: Duration
  /**
   * How long a delivery waits, holding nothing, for another delivery of the same event that is being
   * handled at this moment; after that the transport is told to try again. 0: at once. Default `5s`.
   */
  readonly concurrentDeliveryWait?: Duration
  /** Default: warnings and errors to the console. */
  readonly logger?: Logger
}

/** The options, validated, with their defaults, in milliseconds. */
export interface ResolvedInboxSubscriberOptions {
  readonly unitOfWork: UnitOfWork
  readonly inbox: Inbox
  readonly inboxExpireDate: number
  readonly onOutsideInboxWindow: 'deadLetter' | 'process'
  readonly cleaningExpireInterval: number
  readonly concurrentDeliveryWait: number
  readonly logger: Logger
}

const day = 86_400_000

/** @throws BusOptionError */
export function resolveInboxSubscriberOptions(options: unknown): ResolvedInboxSubscriberOptions {
  const reader = new OptionReader(options, 'createSubscriber')
  reader.refuseUnknown([
    'unitOfWork',
    'inbox',
    'inboxExpireDate',
    'onOutsideInboxWindow',
    'cleaningExpireInterval',
    'concurrentDeliveryWait',
    'logger',
  ])
  return {
    unitOfWork: reader.object(
      'unitOfWork',
      ['run', 'current', 'ambient'],
      'a unit of work, since a handler and its record commit together: kyselyUnitOfWork(db)',
    ),
    inbox: reader.object(
      'inbox',
      ['open', 'record', 'beginAttempt', 'withdrawAttempt', 'forgetAttempts', 'deleteExpired'],
      'an inbox: kyselyInbox(db)',
    ),
    inboxExpireDate: reader.duration('inboxExpireDate', 7 * day, {
      minimum: 1_000,
      maximum: 3_650 * day,
    }),
    onOutsideInboxWindow: readPolicy(reader),
    cleaningExpireInterval: reader.duration('cleaningExpireInterval', 300_000, {
      minimum: 10,
      maximum: longestTimer,
    }),
    concurrentDeliveryWait: reader.duration('concurrentDeliveryWait', 5_000, {
      minimum: 0,
      maximum: longestTimer,
    }),
    logger: readLogger(reader),
  }
}

function readPolicy(reader: OptionReader): 'deadLetter' | 'process' {
  const name = 'onOutsideInboxWindow'
  const value = reader.get(name) ?? 'deadLetter'
  return value === 'deadLetter' || value === 'process'
    ? value
    : reader.fail(name, "'deadLetter' or 'process'")
}
