import { sql } from 'kysely'
import { InvoiceIssued } from '../events.ts'
import type { Scene } from './scene.ts'

export const expiry: Scene = async (stage) => {
  const { service, broker, expectations, timeline, committed } = stage
  timeline.scene('Published events expire (2 s); what was not published never does')
  await broker.misbehave({ refused: ['invoices.issued'] })
  committed.add('order-5')
  await service.uow.run(async (tx) => {
    await tx.insertInto('orders').values({ id: 'order-5', total: 50 }).execute()
    await service.bus.publish(InvoiceIssued, { orderId: 'order-5', lines: ['1 × lamp'] })
  })
  timeline.say('service', 'order-5 committed; the broker refuses its invoice for good')

  const remaining = async (): Promise<number> => {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from integration_event_log`.execute(service.db)
    return Number(rows[0]?.count)
  }
  const before = await remaining()
  const deadline = performance.now() + 8_000
  while ((await remaining()) > 1 && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const after = await remaining()
  timeline.say('demo', `rows in the event log: ${before}, then ${after}`)
  expectations.note(
    'expired events are cleaned, the unpublished one is kept',
    after === 1 && (await service.bus.stats()).exhausted === 1,
    `${before - after} cleaned`,
  )

  await broker.misbehave({ refused: [] })
  const replayed = await service.bus.exhausted.replay({ topic: 'invoices.issued' })
  timeline.say('demo', `the broker takes invoices again: ${replayed} event replayed`)
  expectations.note(
    'an exhausted event can be replayed',
    await expectations.arrived('invoices.issued', ['order-5']),
  )
}
