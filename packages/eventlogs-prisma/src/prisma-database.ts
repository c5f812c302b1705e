import type { SqlDatabase, SqlDialect, SqlExecutor } from 'uow'
import type { PrismaClientLike, PrismaRawClient } from './prisma-client.ts'
import { longestTimeout, sqliteTransaction } from './sqlite-transaction.ts'

/** SQL text over the user's own Prisma client. */
export function prismaDatabase(client: PrismaClientLike, dialect: SqlDialect): SqlDatabase {
  if (dialect === 'postgres') {
    return {
      ...executorOf(dialect, client),
      client,
      transaction: (work) =>
        client.$transaction((tx: PrismaRawClient) => work(executorOf(dialect, tx)), {
          timeout: longestTimeout,
        }),
    }
  }
  // On Prisma's single connection, a statement outside of a transaction would run inside of whichever
  // is open, and vanish if that is rolled back.
  const transaction: SqlDatabase['transaction'] = (work) =>
    sqliteTransaction(client, (tx) => work(executorOf(dialect, tx)))
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
