import { describe, it } from 'vitest'
import { unitOfWorkContract } from 'uow/testing'
import { postgresHarness, sqliteFileHarness, sqliteMemoryHarness } from './databases.ts'

describe.each([
  { database: 'PostgreSQL', harness: postgresHarness },
  { database: 'a SQLite file', harness: sqliteFileHarness },
  { database: 'SQLite in memory', harness: sqliteMemoryHarness },
])('the unit-of-work contract on $database', ({ harness }) => {
  // oxlint-disable-next-line vitest/expect-expect -- the cases assert by themselves
  it.each(unitOfWorkContract(harness).map(({ name, run }) => [name, run] as const))(
    '%s',
    (_, run) => run(),
  )
})
