import { describe, expect, test } from 'vitest'
import { type EventLogContractOptions, eventLogContract } from '../../src/testing/index.ts'
import { inMemoryContract, inMemoryHarness } from '../in-memory/in-memory-event-log-harness.ts'
import { brokenAppends } from './broken-appends.ts'
import { brokenClaims } from './broken-claims.ts'
import { brokenDeaths } from './broken-deaths.ts'
import { brokenDeliveryDates } from './broken-delivery-dates.ts'
import { brokenExpiry } from './broken-expiry.ts'
import { brokenOperations } from './broken-operations.ts'
import { brokenOutcomes } from './broken-outcomes.ts'
import { brokenSessions } from './broken-sessions.ts'
import { brokenSettlements } from './broken-settlements.ts'
import { brokenStats } from './broken-stats.ts'

const broken = [
  ...brokenAppends,
  ...brokenClaims,
  ...brokenSessions,
  ...brokenDeaths,
  ...brokenSettlements,
  ...brokenOutcomes,
  ...brokenOperations,
  ...brokenDeliveryDates,
  ...brokenStats,
  ...brokenExpiry,
]

describe('the event log contract', () => {
  test.each(broken.map((log) => [log.does, log] as const))(
    'finds a log that %s',
    async (_, log) => {
      const { breakLog, fails, andOthers = false } = log
      const failures = await failuresOf({
        ...inMemoryContract,
        createHarness: async () => inMemoryHarness(breakLog),
      })
      const counted = andOthers ? failures.filter((name) => fails.includes(name)) : failures
      expect(counted.toSorted()).toEqual([...fails].toSorted())
    },
  )

  test('has no case that none of the broken logs fails', () => {
    const found = new Set(broken.flatMap(({ fails }) => fails))
    expect(eventLogContract(inMemoryContract).filter(({ name }) => !found.has(name))).toEqual([])
  })

  test('finds a log that never looks at its database', async () => {
    expect(await failuresOf({ ...inMemoryContract, inDatabase: true })).toEqual([
      'open refuses a database without the tables',
      'append names the tables that are missing, and the unit of work rolls back',
      'open refuses a unit of work over another database',
    ])
  })

  test('leaves out only the interleavings where one connection does all the work', () => {
    const all = eventLogContract(inMemoryContract).map(({ name }) => name)
    const single = eventLogContract({ ...inMemoryContract, concurrentTransactions: false })
    const left = new Set(single.map(({ name }) => name))
    expect(all.filter((name) => !left.has(name))).toEqual([
      'before the commit nobody sees an event',
      'a transaction that commits late, below what was already claimed, is found by the next recent scan',
      'a transaction that commits late, below what was already claimed, is found by the next full scan',
      'a transaction that rolls back below what was already claimed leaves nothing behind',
      'transactions at the same moment never get the same sequence, and each ascends',
      'events that commit after their session has ended are free at once, attempt counted once',
      'events that commit after their session was declared dead are its suspects',
      'events that commit after their ended session was cleaned away are not lost',
      'a session is renewed, ended and found dead while a transaction with its events is open',
    ])
  })

  test('names each case once', () => {
    const names = eventLogContract({ ...inMemoryContract, inDatabase: true }).map(
      ({ name }) => name,
    )
    expect(names).toEqual([...new Set(names)])
  })

  test('cleans a harness up, whether its case passed or failed', async () => {
    let open = 0
    const createHarness = async () => {
      open++
      const harness = inMemoryHarness(() => ({
        stats: () => Promise.reject(new Error('no statistics')),
      }))
      return { ...harness, cleanup: async () => void open-- }
    }
    const failures = await failuresOf({ ...inMemoryContract, createHarness })
    expect(failures.length).toBeGreaterThan(0)
    expect(open).toBe(0)
  })
})

async function failuresOf(options: EventLogContractOptions): Promise<readonly string[]> {
  const failures: string[] = []
  for (const { name, run } of eventLogContract(options)) {
    await run().catch(() => failures.push(name))
  }
  return failures
}
