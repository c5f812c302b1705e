import { describe, expect, test } from 'vitest'
import { inboxContract, type InboxContractOptions } from '../../src/testing/index.ts'
import {
  inMemoryInboxContract,
  inMemoryInboxHarness,
} from '../in-memory/in-memory-inbox-harness.ts'
import { brokenInboxAttempts } from './broken-inbox-attempts.ts'
import { brokenInboxConcurrency } from './broken-inbox-concurrency.ts'
import { brokenInboxExpiry } from './broken-inbox-expiry.ts'
import { brokenInboxIdentities } from './broken-inbox-identities.ts'
import { brokenInboxRecords } from './broken-inbox-records.ts'
import { brokenInboxWindows } from './broken-inbox-windows.ts'

const broken = [
  ...brokenInboxRecords,
  ...brokenInboxIdentities,
  ...brokenInboxConcurrency,
  ...brokenInboxAttempts,
  ...brokenInboxWindows,
  ...brokenInboxExpiry,
]

describe('the inbox contract', () => {
  test.each(broken.map((inbox) => [inbox.does, inbox] as const))(
    'finds an inbox that %s',
    async (_, inbox) => {
      const { breakInbox, fails, andOthers = false } = inbox
      const failures = await failuresOf({
        ...inMemoryInboxContract,
        createHarness: async () => inMemoryInboxHarness(breakInbox),
      })
      const counted = andOthers ? failures.filter((name) => fails.includes(name)) : failures
      expect(counted.toSorted()).toEqual([...fails].toSorted())
    },
  )

  test('has no case that none of the broken inboxes fails', () => {
    const found = new Set(broken.flatMap(({ fails }) => fails))
    const cases = inboxContract(inMemoryInboxContract).map(({ name }) => name)
    expect(cases.filter((name) => !found.has(name))).toEqual([])
  })

  test('finds an inbox that never looks at its database', async () => {
    expect(await failuresOf({ ...inMemoryInboxContract, inDatabase: true })).toEqual([
      'open refuses a database without the tables',
      'open refuses a unit of work over another database',
    ])
  })

  test('leaves out only the interleavings where one connection does all the work', () => {
    const all = inboxContract(inMemoryInboxContract).map(({ name }) => name)
    const single = inboxContract({ ...inMemoryInboxContract, concurrentTransactions: false })
    const left = new Set(single.map(({ name }) => name))
    expect(all.filter((name) => !left.has(name))).toEqual([
      'of two transactions that are open at once one records, and the other is told busy',
      'while a transaction with a record is open, others are told busy, and handled once it committed',
      'what a transaction had recorded is recorded by another once it rolled back',
      'whoever is told busy can go on in its transaction, and ask again',
      'the record of a nested unit that completed is busy until the unit around it has committed',
      'what a nested unit rolled back is free at once, while the unit around it goes on',
      'an open record keeps nobody from other events, and other consumers from none',
      'no attempt is begun while the event is being handled',
      'what was attempted before is busy, too, while it is being handled',
      'cleaning waits for nobody who handles an event, and leaves that event alone',
      'a transaction that began long ago goes by the time at which it asks',
    ])
  })

  test('names each case once', () => {
    const options = { ...inMemoryInboxContract, inDatabase: true }
    const names = inboxContract(options).map(({ name }) => name)
    expect(names).toEqual([...new Set(names)])
  })

  test('cleans a harness up, whether its case passed or failed', async () => {
    let open = 0
    const createHarness = async () => {
      open++
      const harness = inMemoryInboxHarness(() => ({
        beginAttempt: () => Promise.reject(new Error('no attempts')),
      }))
      return { ...harness, cleanup: async () => void open-- }
    }
    const failures = await failuresOf({ ...inMemoryInboxContract, createHarness })
    expect(failures.length).toBeGreaterThan(0)
    expect(open).toBe(0)
  })
})

async function failuresOf(options: InboxContractOptions): Promise<readonly string[]> {
  const failures: string[] = []
  for (const { name, run } of inboxContract(options)) {
    await run().catch(() => failures.push(name))
  }
  return failures
}
