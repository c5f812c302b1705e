// A process that migrates when it is told to, at the same moment as others.
import Database from 'better-sqlite3'
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import pg from 'pg'
import { commands, report } from 'testing-databases'
import { migrateEventLog } from '../../src/index.ts'

const [dialect, location = ''] = process.argv.slice(2)
const db = new Kysely({
  dialect:
    dialect === 'postgres'
      ? new PostgresDialect({ pool: new pg.Pool({ connectionString: location }) })
      : new SqliteDialect({ database: new Database(location) }),
})
report('ready')
for await (const _go of commands()) {
  const results = await migrateEventLog(db)
  report({ type: 'migrated', steps: results.map(({ status }) => status) })
  break
}
await db.destroy()
process.exit()
