import { randomUUID } from 'node:crypto'
import type { Inbox, InboxDelivery, InboxRefusal } from 'integration-events'
import type { SqlExecutor, Transaction } from 'uow'
import { sqlInbox, type SqlInboxOptions } from '../../src/index.ts'
import {
  postgresTestDatabase,
  type PostgresTestDatabase,
  sqliteTestDatabase,
  type TestDatabase,
} from './databases.ts'
import { migrate } from './scene.ts'

export const day = 86_400_000
export const week: number = 7 * day

/** An inbox on a migrated database of its own, and replicas of it that share no memory with it. */
export interface GivenInbox<Database extends TestDatabase> extends AsyncDisposable {
  readonly test: Database
  readonly inbox: Inbox
  readonly replica: (options?: SqlInboxOptions) => Inbox
}

export async function postgresInbox(): Promise<GivenInbox<PostgresTestDatabase>> {
  return await given(await postgresTestDatabase())
}

export async function sqliteInbox(): Promise<GivenInbox<TestDatabase>> {
  return await given(sqliteTestDatabase())
}

async function given<Database extends TestDatabase>(test: Database): Promise<GivenInbox<Database>> {
  await migrate(test)
  const replica = (options: SqlInboxOptions = {}): Inbox =>
    sqlInbox({ database: test.database, ...options })
  return {
    test,
    inbox: replica(),
    replica,
    [Symbol.asyncDispose]: () => test[Symbol.asyncDispose](),
  }
}

/** A delivery of now, of an event with an id of its own. */
export function deliveryOf(options: Partial<InboxDelivery> = {}): InboxDelivery {
  return {
    consumer: 'billing',
    source: 'shop',
    id: randomUUID(),
    date: Date.now(),
    window: week,
    outsideWindow: 'refuse',
    ...options,
  }
}

/** Records in a transaction that is open. */
export async function record(
  inbox: Inbox,
  sql: SqlExecutor,
  delivery: InboxDelivery,
): Promise<'recorded' | InboxRefusal> {
  return await inbox.record({ sql } as Transaction, delivery)
}

/** Records in a transaction of its own, which commits. */
export async function recordAlone(
  inbox: Inbox,
  { database }: Pick<TestDatabase, 'database'>,
  delivery: InboxDelivery,
): Promise<'recorded' | InboxRefusal> {
  return await database.transaction((sql) => record(inbox, sql, delivery))
}
