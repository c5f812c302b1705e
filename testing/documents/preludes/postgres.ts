import { migrationSql } from 'eventlogs-sql'
import { inProcessTransport } from 'integration-events'
import { Kysely, PostgresDialect } from 'kysely'
import { createPostgresDatabase } from 'testing-databases'
import { kyselyUnitOfWork } from 'uow-kysely'
import { onTestFinished } from 'vitest'

export { createIntegrationEventBus } from 'integration-events'
export { OrderPlaced } from './order-placed.ts'

export interface Database {
  orders: { id: string; total: number; customerId: string | null }
}

const postgres = await createPostgresDatabase()
export const pool = postgres.pool()
await pool.query(migrationSql('postgres'))
await pool.query('create schema outbox')
await pool.query(migrationSql('postgres', { schema: 'outbox' }))
await pool.query('create table orders (id text primary key, total int, "customerId" text)')

export const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
export const unitOfWork = kyselyUnitOfWork(db)
export const publisher = inProcessTransport()
export const order = { id: 'order-7', total: 120, customerId: 'ada' }

onTestFinished(async () => await postgres.drop())
