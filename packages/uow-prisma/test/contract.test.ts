import { describe, it } from 'vitest'
import { unitOfWorkContract } from 'uow/testing'
import { postgresHarness, sqliteFileHarness, sqliteMemoryHarness } from './databases.ts'

describe.each([
  { database: 'PostgreSQL', cases: unitOfWorkContract(postgresHarness) },
  { database: 'a SQLite file', cases: unitOfWorkContract(sqliteFileHarness('wal')) },
  {
    database: 'a SQLite file with a rollback journal',
    cases: unitOfWorkContract(sqliteFileHarness('delete')),
  },
  { database: 'SQLite in memory', cases: unitOfWorkContract(sqliteMemoryHarness) },
])('the unit-of-work contract on $database', ({ cases }) => {
  // oxlint-disable-next-line vitest/expect-expect -- the cases assert by themselves
  it.each(cases.map(({ name, run }) => [name, run] as const))('%s', (_, run) => run())
})
