import { kyselyEventLog, migrateEventLog } from 'eventlogs-kysely'
import { createIntegrationEventBus, defineEvent, inProcessTransport } from 'integration-events'
import { type Insertable, Kysely, SqliteDialect } from 'kysely'
import { createSqliteDatabase } from 'testing-databases'
import { kyselyUnitOfWork } from 'uow-kysely'
import { onTestFinished } from 'vitest'
import { OrderPlaced } from './order-placed.ts'

export { kyselyEventLog, kyselyInbox, migrateEventLog } from 'eventlogs-kysely'
export { kyselyUnitOfWork } from 'uow-kysely'
export { createIntegrationEventBus, createSubscriber } from 'integration-events'
export { OrderPlaced } from './order-placed.ts'

export interface Database {
  orders: { id: string; total: number; customerId: string | null }
  invoices: { orderId: string; total: number }
  vouchers: { code: string }
}

const sqlite = createSqliteDatabase()
export const db = new Kysely<Database>({ dialect: new SqliteDialect({ database: sqlite.open() }) })
await db.schema
  .createTable('orders')
  .addColumn('id', 'text', (column) => column.primaryKey())
  .addColumn('total', 'integer', (column) => column.notNull())
  .addColumn('customerId', 'text')
  .execute()
await db.schema
  .createTable('invoices')
  .addColumn('orderId', 'text', (column) => column.primaryKey())
  .addColumn('total', 'integer', (column) => column.notNull())
  .execute()
await db.schema.createTable('vouchers').addColumn('code', 'text').execute()
await migrateEventLog(db)

export const uow = kyselyUnitOfWork(db)
export const publisher = inProcessTransport()
export const bus = createIntegrationEventBus({
  unitOfWork: uow,
  eventLog: kyselyEventLog(db),
  publisher,
  events: [OrderPlaced],
})

export const OrderBilled = defineEvent<{ orderId: string }>('orders.billed')

export const order = { id: 'order-7', total: 120, customerId: 'ada' } satisfies Insertable<
  Database['orders']
>
export const voucher = { code: 'WELCOME' }
export const cache = new Map<string, unknown>()

onTestFinished(async () => {
  await bus.stop()
  await db.destroy()
  sqlite.drop()
})
