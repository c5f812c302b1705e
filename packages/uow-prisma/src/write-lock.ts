import { databaseFailure, DatabaseBusyError } from 'uow'
import type { PrismaRawClient } from './prisma-client.ts'
import { provider } from './provider.ts'

/**
 * Makes the deferred transaction that Prisma began on SQLite one that holds the write lock. A
 * deferred one takes it at its first write, where a reader that has been overtaken can no longer get
 * it (SQLITE_BUSY_SNAPSHOT), however long it waits.
 *
 * @param lock a statement that changes nothing and takes the lock. It costs half of what a COMMIT
 *   and a BEGIN IMMEDIATE do, which also do without a table.
 */
export async function takeWriteLock(
  transaction: PrismaRawClient,
  lock: string | undefined,
): Promise<void> {
  try {
    if (lock !== undefined) {
      await transaction.$executeRawUnsafe(lock)
      return
    }
    // No statement has run yet, so the deferred transaction holds nothing that could be lost.
    await transaction.$executeRawUnsafe('commit')
    await transaction.$executeRawUnsafe('begin immediate')
  } catch (cause) {
    if (databaseFailure(cause).kind !== 'busy') throw cause
    throw new DatabaseBusyError({ provider, during: 'begin', cause })
  }
}
