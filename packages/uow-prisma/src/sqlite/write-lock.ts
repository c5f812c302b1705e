import { databaseFailure, DatabaseBusyError } from 'uow'
import type { InteractiveTransaction } from '../interactive-transaction.ts'
import type { PrismaClientLike, PrismaRawClient } from '../prisma-client.ts'
import { prismaSql } from '../prisma-sql.ts'
import { provider } from '../provider.ts'

/** Per client, a statement that changes nothing and takes the write lock. */
const statements = new WeakMap<object, string>()

/**
 * Makes the deferred transaction that Prisma began on SQLite one that holds the write lock. A
 * deferred one takes it at its first write, where a reader that has been overtaken can no longer get
 * it (SQLITE_BUSY_SNAPSHOT), however long it waits. What can't be locked is rolled back.
 */
export async function takeWriteLock<Client extends PrismaClientLike>(
  client: Client,
  transaction: InteractiveTransaction<Client>,
): Promise<void> {
  try {
    const statement = statements.get(client)
    if (statement !== undefined && (await isTakenBy(statement, transaction.client))) return
    // No statement has run yet, so the deferred transaction holds nothing that could be lost.
    await transaction.client.$executeRawUnsafe('commit')
    await transaction.client.$executeRawUnsafe('begin immediate')
    await findStatement(client, transaction.client)
  } catch (cause) {
    await transaction.rollback()
    if (databaseFailure(cause).kind !== 'busy') throw cause
    throw new DatabaseBusyError({ provider, during: 'begin', cause })
  }
}

async function isTakenBy(statement: string, transaction: PrismaRawClient): Promise<boolean> {
  try {
    await transaction.$executeRawUnsafe(statement)
    return true
  } catch (error) {
    if (databaseFailure(error).kind === 'busy') throw error
    // Its table is gone.
    return false
  }
}

/**
 * Looks for a table to write nothing to: half of what a COMMIT and a BEGIN IMMEDIATE cost, from the
 * next transaction on.
 */
async function findStatement(client: object, transaction: PrismaRawClient): Promise<void> {
  const [table] = await prismaSql('sqlite', transaction).query<{ name: string }>(
    `select name from sqlite_schema
where type = 'table' and name not like 'sqlite\\_%' escape '\\' and sql not like 'create virtual%'
order by name limit 1`,
    [],
  )
  if (table === undefined) return
  statements.set(client, `delete from "${table.name.replaceAll('"', '""')}" where false`)
}
