import { kyselyEventLog, kyselyInbox, migrateEventLog } from 'eventlogs-kysely'
import type { EventLog, Inbox } from 'integration-events'
import { Kysely } from 'kysely'
import type { UnitOfWork } from 'uow'
import { kyselyUnitOfWork } from 'uow-kysely'
import { openDialect } from './dialect.js'

interface Tables {
  readonly orders: { readonly id: string }
}

export interface Database {
  readonly unitOfWork: UnitOfWork
  readonly eventLog: EventLog
  readonly inbox: Inbox
  placeOrder(id: string, inTheSameUnit: () => Promise<unknown>): Promise<void>
  orderIds(): Promise<string[]>
  close(): Promise<void>
}

export async function openDatabase(): Promise<Database> {
  const db = new Kysely<Tables>({ dialect: openDialect() })
  await db.schema.createTable('orders').addColumn('id', 'text').execute()
  await migrateEventLog(db)
  const unitOfWork = kyselyUnitOfWork(db)
  return {
    unitOfWork,
    eventLog: kyselyEventLog(db),
    inbox: kyselyInbox(db),
    placeOrder: (id, inTheSameUnit) =>
      unitOfWork.run(async (tx) => {
        await tx.insertInto('orders').values({ id }).execute()
        await inTheSameUnit()
      }),
    orderIds: async () => {
      const orders = await db.selectFrom('orders').select('id').execute()
      return orders.map(({ id }) => id)
    },
    close: () => db.destroy(),
  }
}
