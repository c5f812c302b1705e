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

async function byKysely(db: Kysely<unknown>, place: Place): Promise<void> {
  await sql`create table invoices (event_id text not null, note text not null)`.execute(db)
  await migrateEventLog(db)
  await compareHandlers({
    ...place,
    rounds,
    unitOfWork: kyselyUnitOfWork(db),
    inbox: kyselyInbox(db),
    bill: (tx, id) => sql`insert into invoices values (${id}, 'billed')`.execute(tx),
  })
}

async function byPrisma(prisma: PostgresClient, place: Place): Promise<void> {
  await prisma.$executeRaw`create table invoices (event_id text not null, note text not null)`
  await migrateByPrisma(prisma)
  await compareHandlers({
    ...place,
    rounds,
    unitOfWork: prismaUnitOfWork(prisma),
    inbox: prismaInbox(prisma),
    bill: async (tx, id) => await tx.$executeRaw`insert into invoices values (${id}, 'billed')`,
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
