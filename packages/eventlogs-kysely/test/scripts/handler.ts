// A replica that is killed while it handles an event: it has counted its attempt, and has recorded the
// event in a transaction that stays open.
import Database from 'better-sqlite3'
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import pg from 'pg'
import { commands, report } from 'testing-databases'
import { kyselyUnitOfWork } from 'uow-kysely'
import { kyselyInbox } from '../../src/index.ts'

const [dialect, location = '', delivery = ''] = process.argv.slice(2)
const db = new Kysely({
  dialect:
    dialect === 'postgres'
      ? new PostgresDialect({ pool: new pg.Pool({ connectionString: location }) })
      : new SqliteDialect({ database: new Database(location) }),
})
const unitOfWork = kyselyUnitOfWork(db)
const inbox = kyselyInbox(db)
await inbox.open({ unitOfWork })
const attempt = await inbox.beginAttempt(JSON.parse(delivery))
await unitOfWork.run(async () => {
  const answer = await inbox.record(unitOfWork.current()!, JSON.parse(delivery))
  report({ type: 'handling', attempt, answer })
  await commands().next()
})
