import { inMemoryUnitOfWork } from 'uow'
import type { Inbox } from '../../src/contracts/inbox.ts'
import { RecordsInbox } from '../../src/in-memory/in-memory-inbox.ts'
import { InMemoryInboxRecords } from '../../src/in-memory/in-memory-inbox-records.ts'
import type { InboxContractOptions, InboxHarness } from '../../src/testing/index.ts'
import { replaceMethods } from './replace-methods.ts'

export const inMemoryInboxContract: InboxContractOptions = {
  createHarness: async () => inMemoryInboxHarness(),
  concurrentTransactions: true,
  inDatabase: false,
}

/** What stands behind an inbox that is to be broken. */
export interface InMemoryInboxInsides {
  readonly inbox: Inbox
  /** With everything that has committed by now. */
  readonly records: InMemoryInboxRecords
}

/**
 * An inbox whose records are read past it, and whose clock moves only by `advance`. `breakInbox`
 * replaces methods of each replica.
 */
export function inMemoryInboxHarness(
  breakInbox: (insides: InMemoryInboxInsides) => Partial<Inbox> = () => ({}),
): InboxHarness {
  let now = 1_795_392_000_000
  const stored = new InMemoryInboxRecords(() => now)
  const replica = (): Inbox => {
    const inbox = new RecordsInbox(stored)
    const insides: InMemoryInboxInsides = {
      inbox,
      get records() {
        stored.arrive()
        return stored
      },
    }
    return replaceMethods<Inbox>(inbox, breakInbox(insides))
  }
  return {
    inbox: replica(),
    secondInbox: replica(),
    unitOfWork: inMemoryUnitOfWork(),
    secondUnitOfWork: inMemoryUnitOfWork(),
    rows: async () => {
      stored.arrive()
      return [...stored.rows.values()]
    },
    now: async () => now,
    advance: async (milliseconds) => {
      now += milliseconds
    },
    patience: 50,
    cleanup: async () => {},
  }
}
