import { databaseFailure, DatabaseBusyError } from 'uow'
import type { InteractiveTransaction } from './interactive-transaction.ts'
import type { PrismaClientLike, PrismaRawClient } from './prisma-client.ts'
import { provider } from './provider.ts'

/**
 * Makes the deferred transaction that Prisma began on SQLite one that holds the write lock. A
 * deferred one takes it at its first write, where a reader that has been overtaken can no longer get
 * it (SQLITE_BUSY_SNAPSHOT), however long it waits. What can't be locked is rolled back.
 *
 * @param lock a statement that takes the lock, if there is one. It is half of what a COMMIT and a
 *   BEGIN IMMEDIATE cost.
 * @param outdated called when that statement has become none, because its table is gone.
 */
export async function takeWriteLock<Client extends PrismaClientLike>(
  transaction: InteractiveTransaction<Client>,
  lock: string | undefined,
  outdated: () => void,
): Promise<void> {
  const { client } = transaction
  try {
    if (lock !== undefined && (await isTakenBy(lock, client))) return
    if (lock !== undefined) outdated()
    // No statement has run yet, so the deferred transaction holds nothing that could be lost.
    await client.$executeRawUnsafe('commit')
    await client.$executeRawUnsafe('begin immediate')
  } catch (cause) {
    await transaction.rollback()
    if (databaseFailure(cause).kind !== 'busy') throw cause
    throw new DatabaseBusyError({ provider, during: 'begin', cause })
  }
}

async function isTakenBy(lock: string, client: PrismaRawClient): Promise<boolean> {
  try {
    await client.$executeRawUnsafe(lock)
    return true
  } catch (error) {
    if (databaseFailure(error).kind === 'busy') throw error
    return false
  }
}
