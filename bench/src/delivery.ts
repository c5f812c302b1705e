// Measures delivery from publish to the publisher's answer; see README.md.
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import { createPostgresDatabase, createSqliteDatabase, startPostgres } from 'testing-databases'
import { compareBacklogs } from './delivery/backlog.ts'
import { compareHotPaths } from './delivery/hot-path.ts'

const rounds = 5

await using server = await startPostgres({ durable: true })
{
  await using database = await createPostgresDatabase({ server })
  const dialect = new PostgresDialect({ pool: database.pool({ max: 10 }) })
  await compareHotPaths(new Kysely({ dialect }), { where: 'PostgreSQL', lanes: 8, rounds })
}
{
  using database = createSqliteDatabase({ durable: true })
  const dialect = new SqliteDialect({ database: database.open() })
  await compareHotPaths(new Kysely({ dialect }), { where: 'a SQLite file', lanes: 1, rounds })
}
{
  await using database = await createPostgresDatabase({ server })
  const dialect = new PostgresDialect({ pool: database.pool({ max: 10 }) })
  await compareBacklogs(new Kysely({ dialect }), { events: 20_000, rounds })
}
