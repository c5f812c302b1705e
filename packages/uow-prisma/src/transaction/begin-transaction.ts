import { ConnectionSharedError, type SqlDialect, UnitOfWorkOptionError } from 'uow'
import { backendOf } from './backend.ts'
import { InteractiveTransaction } from '../interactive-transaction.ts'
import type { ResolvedOptions } from '../options.ts'
import type { PrismaClientLike } from '../prisma-client.ts'
import { prismaSql } from '../prisma-sql.ts'
import { type GuardedFrame, PrismaTransaction } from './prisma-transaction.ts'
import { provider } from '../provider.ts'
import { SingleConnection } from '../sqlite/single-connection.ts'
import { takeWriteLock } from '../sqlite/write-lock.ts'

const isolationLevels = {
  'read committed': 'ReadCommitted',
  'repeatable read': 'RepeatableRead',
  serializable: 'Serializable',
} as const

/** Begins a transaction on a connection of its own. */
export function beginTransaction<Client extends PrismaClientLike>(
  client: Client,
  dialect: SqlDialect,
  options: ResolvedOptions,
  frame: GuardedFrame<Client>,
): Promise<PrismaTransaction<Client>> {
  return dialect === 'postgres'
    ? beginOnPostgres(client, options, frame)
    : beginOnSqlite(client, options, frame)
}

async function beginOnPostgres<Client extends PrismaClientLike>(
  client: Client,
  { isolationLevel, maxWait, timeout }: ResolvedOptions,
  frame: GuardedFrame<Client>,
): Promise<PrismaTransaction<Client>> {
  const transaction = await InteractiveTransaction.begin(client, {
    ...(maxWait === undefined ? {} : { maxWait }),
    ...(isolationLevel === undefined ? {} : { isolationLevel: isolationLevels[isolationLevel] }),
  })
  return new PrismaTransaction({
    dialect: 'postgres',
    transaction,
    frame,
    mayHideFailures: mayHideFailures(client),
    // Only a timeout ends a unit while a statement is under way. It is asked at once, as Prisma
    // answers all that is sent in one turn together.
    backend:
      timeout === undefined
        ? undefined
        : await backendOf(transaction.client, prismaSql('postgres', client)),
    abandoned: async () => {},
    freed: () => {},
  })
}

async function beginOnSqlite<Client extends PrismaClientLike>(
  client: Client,
  { isolationLevel, maxWait }: ResolvedOptions,
  frame: GuardedFrame<Client>,
): Promise<PrismaTransaction<Client>> {
  if (isolationLevel !== undefined && isolationLevel !== 'serializable') {
    throw new UnitOfWorkOptionError({
      option: 'isolationLevel',
      received: isolationLevel,
      allowed: `'serializable' on SQLite, which knows no other`,
    })
  }
  const wait = maxWait === undefined ? {} : { maxWait }
  const turn = await SingleConnection.of(client).take(maxWait)
  try {
    const transaction = await turn.run(() => InteractiveTransaction.begin(client, wait))
    await takeWriteLock(client, transaction)
    return new PrismaTransaction({
      dialect: 'sqlite',
      transaction,
      frame,
      mayHideFailures: false,
      backend: undefined,
      abandoned: () => turn.run(() => rollBackLeftOver(client)),
      freed: () => turn.free(),
    })
  } catch (error) {
    turn.free()
    throw beginFailure(error)
  }
}

/**
 * A COMMIT that SQLite refuses (somebody reads, or a deferred constraint is violated) leaves the
 * transaction open, and Prisma lets go of the connection all the same. The next BEGIN would fail, and
 * block Prisma's own queue for ever.
 */
async function rollBackLeftOver(client: PrismaClientLike): Promise<void> {
  // It fails where the database had rolled back by itself.
  await Promise.resolve(client.$executeRawUnsafe('rollback')).catch(() => {})
}

function beginFailure(cause: unknown): unknown {
  const isShared =
    cause instanceof Error && cause.message.includes('start a transaction within a transaction')
  return isShared ? new ConnectionSharedError({ provider, cause }) : cause
}

/**
 * An extension of queries can swallow the failure of a statement, so that only the database knows of
 * it. Where Prisma does not tell whether there is one, there may be.
 */
function mayHideFailures(client: object): boolean {
  const { _extensions: extensions } = client as {
    readonly _extensions?: { isEmpty?(): boolean }
  }
  return extensions?.isEmpty?.() !== true
}
