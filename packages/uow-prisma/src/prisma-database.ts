import { runOwnTransaction, type SqlDatabase, type SqlDialect } from 'uow'
import { beginOnSqlite, beginTransaction } from './begin-transaction.ts'
import type { PrismaClientLike } from './prisma-client.ts'
import { prismaSql } from './prisma-sql.ts'

/** The database outside of any unit of work. */
export function prismaDatabase<Client extends PrismaClientLike>(
  client: Client,
  dialect: SqlDialect,
): SqlDatabase {
  const transaction: SqlDatabase['transaction'] = (work) =>
    runOwnTransaction((guard) => beginTransaction(client, dialect, {}, guard), work)
  if (dialect === 'postgres') return { ...prismaSql(dialect, client), client, transaction }

  // On Prisma's single connection, a statement outside of a transaction would run inside of whichever
  // is open, and vanish if that is rolled back.
  const alone: SqlDatabase['transaction'] = (work) =>
    runOwnTransaction((guard) => beginOnSqlite(client, {}, guard, { writes: false }), work)
  return {
    client,
    dialect,
    transaction,
    query: (sql, parameters) => alone((own) => own.query(sql, parameters)),
    execute: (sql, parameters) => alone((own) => own.execute(sql, parameters)),
  }
}
