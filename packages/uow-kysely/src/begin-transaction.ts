import type { ControlledTransaction, Kysely, Transaction } from 'kysely'
import {
  ConnectionSharedError,
  type DriverTransaction,
  type FrameGuard,
  type SqlDialect,
  UnitOfWorkOptionError,
  type UnitOfWorkOptions,
} from 'uow'
import { KyselyTransaction } from './kysely-transaction.ts'
import { provider } from './provider.ts'
import { takeWriteLock } from './write-lock.ts'

/** Begins a transaction on a connection of its own. */
export async function beginTransaction<DB>(
  db: Kysely<DB>,
  dialect: SqlDialect,
  { isolationLevel }: UnitOfWorkOptions,
  guard: FrameGuard,
): Promise<DriverTransaction<Transaction<DB>>> {
  if (dialect === 'sqlite' && isolationLevel !== undefined && isolationLevel !== 'serializable') {
    throw new UnitOfWorkOptionError({
      option: 'isolationLevel',
      received: isolationLevel,
      allowed: `'serializable' on SQLite, which knows no other`,
    })
  }
  const builder = db.startTransaction()
  const transaction = await (
    dialect === 'postgres' && isolationLevel !== undefined
      ? builder.setIsolationLevel(isolationLevel)
      : builder
  )
    .execute()
    .catch((error: unknown): never => {
      throw beginFailure(error)
    })
  if (dialect === 'sqlite') await takeWriteLock<DB>(transaction)
  return new KyselyTransaction(db, dialect, transaction as ControlledTransaction<DB>, guard)
}

function beginFailure(cause: unknown): unknown {
  const isShared =
    cause instanceof Error && cause.message.includes('start a transaction within a transaction')
  return isShared ? new ConnectionSharedError({ provider, cause }) : cause
}
