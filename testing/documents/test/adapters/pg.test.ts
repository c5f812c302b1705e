import { eventLogContract, inboxContract } from 'integration-events/testing'
import { createCuttablePostgres } from 'testing-databases'
import { createTestDatabase, sqlEventLogHarness, sqlInboxHarness } from 'testing-event-logs'
import { unitOfWorkContract, type UnitOfWorkHarness } from 'uow/testing'
import { describe, test } from 'vitest'
import { pgEventLog, pgInbox } from '../../src/adapters/pg-event-log.ts'
import type { PgClient } from '../../src/adapters/pg-sql.ts'
import { pgUnitOfWork } from '../../src/adapters/pg-unit-of-work.ts'

const harness: UnitOfWorkHarness<PgClient> = {
  capabilities: { failureAbortsTransaction: true, breakableConnections: true },
  async create(options) {
    const cuttable = await createCuttablePostgres()
    const independent = cuttable.database.pool({ max: 2 })
    await independent.query('create table names (name text not null)')
    return {
      unitOfWork: pgUnitOfWork(cuttable.pool(), options),
      insert: (client, name) => client.query('insert into names values ($1)', [name]),
      insertSql: (name) => ({ sql: 'insert into names values ($1)', parameters: [name] }),
      touchSql: 'update names set name = name',
      selectSql: 'select name from names',
      failingSql: 'select * from no_such_table',
      committed: async () => {
        const { rows } = await independent.query('select name from names order by name')
        return rows.map(({ name }) => String(name))
      },
      cutNextCommit: cuttable.cutNextCommit,
      close: cuttable.close,
    }
  },
}

const onPostgres = { concurrentTransactions: true, inDatabase: true }

const suites = {
  'the unit-of-work contract': unitOfWorkContract(harness),
  'the event log contract': eventLogContract({
    ...onPostgres,
    async createHarness({ migrated }) {
      const database = await createTestDatabase('postgres')
      const pool = database.pool()
      const newLog = () => pgEventLog(pool)
      const unitOfWork = pgUnitOfWork(pool)
      return await sqlEventLogHarness({ database, migrated, newLog, ownClient: true, unitOfWork })
    },
  }),
  'the inbox contract': inboxContract({
    ...onPostgres,
    async createHarness({ migrated }) {
      const database = await createTestDatabase('postgres')
      const pool = database.pool()
      return await sqlInboxHarness({
        database,
        migrated,
        newInbox: () => pgInbox(pool),
        unitOfWork: pgUnitOfWork(pool),
        secondUnitOfWork: pgUnitOfWork(pool),
      })
    },
  }),
}

describe.each(Object.entries(suites))('%s over node-postgres', (_title, cases) => {
  // oxlint-disable-next-line vitest/expect-expect, vitest/valid-title -- each case asserts by itself
  for (const { name, run } of cases) test(name, run)
})
