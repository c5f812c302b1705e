import { CompiledQuery, type ControlledTransaction } from 'kysely'
import { databaseFailure, DatabaseBusyError } from 'uow'
import { provider } from './provider.ts'

/**
 * Makes the deferred transaction that Kysely began on SQLite an immediate one. A deferred one takes
 * the write lock at its first write, where a reader that has been overtaken can no longer get it
 * (SQLITE_BUSY_SNAPSHOT), however long it waits.
 */
export async function takeWriteLock<DB>(transaction: ControlledTransaction<DB>): Promise<void> {
  // No statement has run yet, so the deferred transaction holds nothing that could be lost.
  await send(transaction, 'commit')
  try {
    await send(transaction, 'begin immediate')
  } catch (cause) {
    // Kysely believes in a transaction, and frees its connection only if it can roll that back.
    await send(transaction, 'begin')
    await transaction.rollback().execute()
    if (databaseFailure(cause).kind !== 'busy') throw cause
    throw new DatabaseBusyError({ provider, during: 'begin', cause })
  }
}

async function send<DB>(transaction: ControlledTransaction<DB>, sql: string): Promise<void> {
  await transaction.executeQuery(CompiledQuery.raw(sql))
}
