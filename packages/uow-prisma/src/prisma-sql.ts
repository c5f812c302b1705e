import type { SqlDialect, SqlExecutor } from 'uow'
import type { PrismaRawClient } from './prisma-client.ts'

/** How a statement is sent; it begins when it is called. */
export type SendStatement = <T>(statement: () => PromiseLike<T>) => Promise<T>

/** SQL text over a Prisma client or transaction client. */
export function prismaSql(
  dialect: SqlDialect,
  client: PrismaRawClient,
  send: SendStatement = async (statement) => await statement(),
): SqlExecutor {
  return {
    dialect,
    query: (sql, parameters) => send(() => client.$queryRawUnsafe(sql, ...parameters)),
    execute: (sql, parameters) => send(() => client.$executeRawUnsafe(sql, ...parameters)),
  }
}
