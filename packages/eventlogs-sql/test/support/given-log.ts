import type { EventLog } from 'integration-events'
import { type SqlEventLogOptions, sqlEventLog } from '../../src/index.ts'
import {
  postgresTestDatabase,
  type PostgresTestDatabase,
  sqliteTestDatabase,
  type TestDatabase,
} from './databases.ts'
import { migrate } from './scene.ts'

/** A log on a migrated database of its own, and replicas of it that share no memory with it. */
export interface GivenLog<Database extends TestDatabase> extends AsyncDisposable {
  readonly test: Database
  readonly log: EventLog
  readonly replica: (options?: SqlEventLogOptions) => EventLog
}

export async function postgresLog(): Promise<GivenLog<PostgresTestDatabase>> {
  return await given(await postgresTestDatabase())
}

export async function sqliteLog(): Promise<GivenLog<TestDatabase>> {
  return await given(sqliteTestDatabase())
}

async function given<Database extends TestDatabase>(test: Database): Promise<GivenLog<Database>> {
  await migrate(test)
  const replica = (options: SqlEventLogOptions = {}): EventLog =>
    sqlEventLog({ database: test.database, ...options })
  return { test, log: replica(), replica, [Symbol.asyncDispose]: () => test[Symbol.asyncDispose]() }
}
