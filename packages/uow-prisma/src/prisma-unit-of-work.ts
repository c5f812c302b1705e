import {
  createUnitOfWork,
  type CreateUnitOfWorkOptions,
  type ExplicitUnitOfWork,
  type SqlDialect,
  type UnitOfWork,
} from 'uow'
import { beginTransaction } from './transaction/begin-transaction.ts'
import { type PrismaRunOptions, type ResolvedOptions, resolveOptions } from './options.ts'
import type { PrismaClientLike, PrismaTransactionClient } from './prisma-client.ts'
import { guardOuterClient } from './sqlite/outer-client.ts'
import { prismaDatabase } from './prisma-database.ts'
import { provider } from './provider.ts'
import { SingleConnection } from './sqlite/single-connection.ts'
import { sqlDialectOf } from './sql-dialect.ts'

/** Options of `prismaUnitOfWork`; those of `PrismaRunOptions` hold for every outermost unit. */
export interface PrismaUnitOfWorkOptions extends CreateUnitOfWorkOptions, PrismaRunOptions {
  /** The SQL that the database speaks. Default: told from the provider of the client's schema. */
  readonly dialect?: SqlDialect
}

/** A unit of work whose `run` and `begin` take Prisma's options too. */
export interface PrismaUnitOfWork<Native> extends Omit<UnitOfWork<Native>, 'run' | 'begin'> {
  /** As `UnitOfWork.run`. `tx` is your own transaction client. */
  run<T>(work: (tx: Native) => T | PromiseLike<T>, options?: PrismaRunOptions): Promise<T>
  /** As `UnitOfWork.begin`. */
  begin(options?: PrismaRunOptions): Promise<ExplicitUnitOfWork<Native>>
}

/**
 * A unit of work over the user's own Prisma client; `run` hands out their transaction client.
 *
 * ```ts
 * const uow = prismaUnitOfWork(prisma)
 *
 * await uow.run(async (tx) => {
 *   await tx.order.create({ data: order })
 * })
 * ```
 *
 * `tx.$transaction` in it is a nested run.
 *
 * On SQLite, where a Prisma client has a single connection, units run one after the other, and
 * `prisma` itself waits for its turn, or rejects with `OuterClientInsideTransactionError` inside of a
 * unit: Prisma would make it a part of whichever transaction is open. For that, its models and
 * methods are overwritten; clients that are derived from it keep their own.
 *
 * @throws UnitOfWorkOptionError when an option has a value that it can't have.
 */
export function prismaUnitOfWork<Client extends PrismaClientLike>(
  prisma: Client,
  options: PrismaUnitOfWorkOptions = {},
): PrismaUnitOfWork<PrismaTransactionClient<Client>> {
  const { dialect: given, onHookError, ...defaults } = options
  const dialect = sqlDialectOf(prisma, given)
  resolveOptions(defaults)
  const uow = createUnitOfWork<PrismaTransactionClient<Client>, ResolvedOptions>(
    {
      provider,
      database: prismaDatabase(prisma, dialect),
      begin: (runOptions, frame) => beginTransaction(prisma, dialect, runOptions, frame),
    },
    onHookError === undefined ? {} : { onHookError },
  )
  if (dialect === 'sqlite') {
    const connection = SingleConnection.of(prisma)
    connection.refuse(() => uow.ambient()?.root.state === 'open')
    guardOuterClient(prisma, connection)
  }
  return {
    ...uow,
    run: async (work, runOptions) => {
      const isNested = uow.ambient() !== undefined
      return await uow.run(
        work,
        resolveOptions(isNested ? runOptions : { ...defaults, ...runOptions }),
      )
    },
    begin: async (runOptions) => await uow.begin(resolveOptions({ ...defaults, ...runOptions })),
  }
}
