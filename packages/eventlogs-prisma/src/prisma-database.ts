import type { SqlDatabase, SqlDialect, SqlExecutor } from 'uow'
import type { PrismaClientLike, PrismaRawClient } from './prisma-client.ts'

/** The longest that Prisma's timer takes; its default of 5 s could end a long migration. */
const timeout = 2_147_483_647

/** SQL text over the user's own Prisma client. */
export function prismaDatabase(client: PrismaClientLike, dialect: SqlDialect): SqlDatabase {
  const transaction: SqlDatabase['transaction'] = (work) =>
    client.$transaction(
      async (tx: PrismaRawClient) => {
        // Prisma begins a deferred transaction on SQLite, whose first write fails when a reader was
        // overtaken. It holds nothing yet.
        if (dialect === 'sqlite')
          for (const sql of ['commit', 'begin immediate']) await tx.$executeRawUnsafe(sql)
        return await work(executorOf(dialect, tx))
      },
      { timeout },
    )
  if (dialect === 'postgres') return { ...executorOf(dialect, client), client, transaction }
  // On Prisma's single connection, a statement outside of a transaction would run inside of whichever
  // is open, and vanish if that is rolled back.
  return {
    dialect,
    client,
    transaction,
    query: (sql, parameters) => transaction((own) => own.query(sql, parameters)),
    execute: (sql, parameters) => transaction((own) => own.execute(sql, parameters)),
  }
}

function executorOf(dialect: SqlDialect, client: PrismaRawClient): SqlExecutor {
  return {
    dialect,
    query: async (sql, parameters) => await client.$queryRawUnsafe(sql, ...parameters),
    execute: async (sql, parameters) => await client.$executeRawUnsafe(sql, ...parameters),
  }
}
