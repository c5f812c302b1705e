// Measures what an inbox costs a handler that works in a unit of work; see README.md.
import { kyselyInbox, migrateEventLog } from 'eventlogs-kysely'
import { migrateEventLog as migrateByPrisma, prismaInbox } from 'eventlogs-prisma'
import { Kysely, PostgresDialect, sql, SqliteDialect } from 'kysely'
import { createPostgresDatabase, createSqliteDatabase, startPostgres } from 'testing-databases'
import { postgresClient, type PostgresClient, sqliteClient } from 'testing-prisma'
import { kyselyUnitOfWork } from 'uow-kysely'
import { prismaUnitOfWork } from 'uow-prisma'
import { compareHandlers } from './inbox/handlers.ts'

const rounds = 7

interface Place {
  readonly where: string
  readonly lanes: number
}

const insertByKysely = async (tx: Kysely<unknown>, id: string): Promise<unknown> =>
  await sql`insert into invoices values (${id}, 'billed')`.execute(tx)

const insertByPrisma = async (
  tx: Pick<PostgresClient, '$executeRaw'>,
  id: string,
): Promise<unknown> => await tx.$executeRaw`insert into invoices values (${id}, 'billed')`

async function byKysely(db: Kysely<unknown>, place: Place): Promise<void> {
  await sql`create table orders (id text primary key, note text not null)`.execute(db)
  await sql`insert into orders values ('1', 'placed')`.execute(db)
  await sql`create table invoices (event_id text not null, note text not null)`.execute(db)
  await migrateEventLog(db)
  await compareHandlers({
    ...place,
    rounds,
    unitOfWork: kyselyUnitOfWork(db),
    inbox: kyselyInbox(db),
    work: {
      'writes one row': (tx, id) => insertByKysely(tx, id),
      'reads one row and writes one': async (tx, id) => {
        await sql`select note from orders where id = '1'`.execute(tx)
        await insertByKysely(tx, id)
      },
    },
  })
}

async function byPrisma(prisma: PostgresClient, place: Place): Promise<void> {
  await prisma.$executeRaw`create table orders (id text primary key, note text not null)`
  await prisma.$executeRaw`insert into orders values ('1', 'placed')`
  await prisma.$executeRaw`create table invoices (event_id text not null, note text not null)`
  await migrateByPrisma(prisma)
  await compareHandlers({
    ...place,
    rounds,
    unitOfWork: prismaUnitOfWork(prisma),
    inbox: prismaInbox(prisma),
    work: {
      'writes one row': async (tx, id) => await insertByPrisma(tx, id),
      'reads one row and writes one': async (tx, id) => {
        await tx.$queryRaw`select note from orders where id = '1'`
        await insertByPrisma(tx, id)
      },
    },
  })
}

await using server = await startPostgres({ durable: true })
for (const lanes of [1, 8]) {
  await using database = await createPostgresDatabase({ server })
  const dialect = new PostgresDialect({ pool: database.pool({ max: 10 }) })
  await byKysely(new Kysely({ dialect }), { where: 'Kysely on PostgreSQL', lanes })
}
{
  using database = createSqliteDatabase({ durable: true })
  const dialect = new SqliteDialect({ database: database.open() })
  await byKysely(new Kysely({ dialect }), { where: 'Kysely on a SQLite file', lanes: 1 })
}
for (const lanes of [1, 8]) {
  await using database = await createPostgresDatabase({ server })
  const prisma = postgresClient(database.pool({ max: 10 }))
  await byPrisma(prisma, { where: 'Prisma on PostgreSQL', lanes })
  await prisma.$disconnect()
}
{
  using database = createSqliteDatabase({ durable: true })
  database.open()
  const prisma = sqliteClient(database.file)
  await prisma.$queryRaw`pragma synchronous = full`
  // Both have the same models.
  await byPrisma(prisma as unknown as PostgresClient, {
    where: 'Prisma on a SQLite file',
    lanes: 1,
  })
  await prisma.$disconnect()
}
