import { runOwnTransaction, type SqlDatabase, type SqlDialect, type SqlExecutor } from 'uow'
import { beginTransaction } from './transaction/begin-transaction.ts'
import type { PrismaClientLike } from './prisma-client.ts'
import { prismaSql } from './prisma-sql.ts'
import { SingleConnection } from './sqlite/single-connection.ts'

/** The database outside of any unit of work. */
export function prismaDatabase<Client extends PrismaClientLike>(
  client: Client,
  dialect: SqlDialect,
): SqlDatabase {
  return {
    ...statementsOf(client, dialect),
    client,
    transaction: (work) =>
      runOwnTransaction((guard) => beginTransaction(client, dialect, {}, guard), work),
  }
}

/** Each commits by itself; on SQLite, none runs inside of whichever transaction is open. */
function statementsOf(client: PrismaClientLike, dialect: SqlDialect): SqlExecutor {
  if (dialect === 'postgres') return prismaSql(dialect, client)
  const connection = SingleConnection.of(client)
  return prismaSql(dialect, client, (statement) => connection.use('alone', statement))
}
