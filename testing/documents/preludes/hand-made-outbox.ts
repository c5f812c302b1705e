import { kyselyEventLog, migrateEventLog } from 'eventlogs-kysely'
import { createIntegrationEventBus, inProcessTransport } from 'integration-events'
import { Kysely, SqliteDialect } from 'kysely'
import { createSqliteDatabase } from 'testing-databases'
import { kyselyUnitOfWork } from 'uow-kysely'
import { onTestFinished } from 'vitest'

export { defineEvent } from 'integration-events'

interface Tables {
  outbox: { id: number; payload: string; sent_at: string | null }
}

const sqlite = createSqliteDatabase()
const connection = sqlite.open()
connection.exec(`create table outbox (id integer primary key, payload text not null, sent_at text)`)
for (let id = 1; id <= 250; id += 1) {
  const payload = JSON.stringify({ orderId: `order-${id}`, total: id })
  connection.prepare('insert into outbox values (?, ?, null)').run(id, payload)
}

const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: connection }) })
await migrateEventLog(db)
export const uow = kyselyUnitOfWork(db)
export const bus = createIntegrationEventBus({
  unitOfWork: uow,
  eventLog: kyselyEventLog(db),
  publisher: inProcessTransport(),
})

onTestFinished(async () => {
  await bus.stop()
  await db.destroy()
  sqlite.drop()
})
