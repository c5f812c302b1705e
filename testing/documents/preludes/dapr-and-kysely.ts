import { kyselyInbox } from 'eventlogs-kysely'
import { createSubscriber } from 'integration-events'
import { db, OrderPlaced, uow } from './kysely.ts'

import './dapr.ts'

export { createIntegrationEventBus, db, kyselyEventLog, uow } from './kysely.ts'

export const subscriber = createSubscriber({ unitOfWork: uow, inbox: kyselyInbox(db) })
subscriber.on(OrderPlaced, { consumer: 'billing' }, async ({ data }, { tx }) => {
  await tx.insertInto('invoices').values(data).execute()
})
