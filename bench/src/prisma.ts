// Measures what a unit of work with an event costs over a bare Prisma transaction; see README.md.
import { createPostgresDatabase, createSqliteDatabase, startPostgres } from 'testing-databases'
import { postgresClient, sqliteClient } from 'testing-prisma'
import { comparePrisma } from './prisma/unit-of-work.ts'

const rounds = 7

await using server = await startPostgres({ durable: true })
{
  await using database = await createPostgresDatabase({ server })
  const prisma = postgresClient(database.pool({ max: 10 }))
  await comparePrisma(prisma, { where: 'PostgreSQL', dialect: 'postgres', lanes: 1, rounds })
  await prisma.$disconnect()
}
{
  await using database = await createPostgresDatabase({ server })
  const prisma = postgresClient(database.pool({ max: 10 }))
  await comparePrisma(prisma, { where: 'PostgreSQL', dialect: 'postgres', lanes: 8, rounds })
  await prisma.$disconnect()
}
{
  using database = createSqliteDatabase({ durable: true })
  database.open()
  const prisma = sqliteClient(database.file)
  await prisma.$queryRaw`pragma synchronous = full`
  await comparePrisma(prisma, { where: 'a SQLite file', dialect: 'sqlite', lanes: 1, rounds })
  await prisma.$disconnect()
}
