import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient as PostgresClient } from '../generated/postgresql/client.ts'
import { PrismaClient as SqliteClient } from '../generated/sqlite/client.ts'

/** The client, whichever database it speaks to: both schemas have the same models. */
export type PrismaClient = SqliteClient

export interface Database {
  readonly provider: 'postgresql' | 'sqlite'
  readonly prisma: PrismaClient
}

/** Opens PostgreSQL (`postgresql://…`), or a SQLite file (`file:orders.sqlite`). */
export async function openDatabase(url: string): Promise<Database> {
  if (/^postgres(ql)?:/.test(url)) {
    const client = new PostgresClient({ adapter: new PrismaPg({ connectionString: url }) })
    // The two types differ in what only one of the databases can do, which nothing here uses.
    return { provider: 'postgresql', prisma: client as unknown as PrismaClient }
  }
  if (!url.startsWith('file:')) {
    throw new Error('DATABASE_URL begins neither with postgresql: nor with file:, for SQLite.')
  }
  const prisma = new SqliteClient({ adapter: new PrismaBetterSqlite3({ url }) })
  // The journal's mode stays with the file; `synchronous` has to be said to each connection, and a
  // Prisma client has one. With both, a commit that was acknowledged survives a power cut.
  await prisma.$queryRaw`pragma journal_mode = wal`
  await prisma.$queryRaw`pragma synchronous = full`
  return { provider: 'sqlite', prisma }
}
