import { createUnitOfWork, type CreateUnitOfWorkOptions } from './create-unit-of-work.ts'
import { NoDatabaseError } from './errors/no-database-error.ts'
import type { SqlDatabase } from './sql-executor.ts'
import type { DriverSavepoint } from './transaction-driver.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/**
 * A unit of work without a database, for unit tests of what uses one: frames, hooks and refusals
 * are those of a real one, but there are no rows to roll back.
 *
 * Its `sql` rejects with `NoDatabaseError`; its transaction client is `undefined`.
 *
 * @throws UnitOfWorkOptionError when an option has a value that it can't have.
 */
export function inMemoryUnitOfWork(options: CreateUnitOfWorkOptions = {}): UnitOfWork<undefined> {
  const refuse = (): Promise<never> => Promise.reject(new NoDatabaseError())
  const database: SqlDatabase = {
    dialect: 'sqlite',
    client: undefined,
    query: refuse,
    execute: refuse,
    transaction: refuse,
  }
  const succeed = async (): Promise<void> => {}
  const level = { native: undefined, sql: database, rollback: succeed }
  const savepoint = async (): Promise<DriverSavepoint<undefined>> => ({
    ...level,
    savepoint,
    release: succeed,
  })

  return createUnitOfWork(
    {
      provider: 'in-memory',
      database,
      begin: async () => ({ ...level, savepoint, commit: succeed }),
    },
    options,
  )
}
