import { type RawBuilder, sql } from 'kysely'
import { InvoiceIssued } from '../events.ts'
import type { Scene } from './scene.ts'

export const expiry: Scene = async (stage) => {
  const { service, broker, expectations, timeline, committed } = stage
  timeline.scene('Published events expire (2 s); what was not published never does')
  await broker.misbehave({ refused: ['invoices.issued'] })
  committed.add('order-6')
  await service.uow.run(async (tx) => {
    await tx.insertInto('orders').values({ id: 'order-6', total: 50 }).execute()
    await service.bus.publish(InvoiceIssued, { orderId: 'order-6', lines: ['1 × lamp'] })
  })
  timeline.say('service', 'order-6 committed; the broker refuses its invoice for good')

  const count = async (rows: RawBuilder<unknown>): Promise<number> => {
    const result = await sql<{ count: number }>`
      select ${rows} as count from integration_event_log`.execute(service.db)
    return Number(result.rows[0]?.count)
  }
  const remaining = (): Promise<number> => count(sql`count(*)`)
  const ever = await count(sql`max(seq)`)
  const isOver = async (): Promise<boolean> =>
    (await remaining()) === 1 && (await service.bus.stats()).exhausted === 1
  const deadline = performance.now() + 8_000
  while (!(await isOver()) && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const after = await remaining()
  timeline.say('demo', `${ever} events were stored, ${after} is still in the event log`)
  expectations.note(
    'expired events are cleaned, the unpublished one is kept',
    await isOver(),
    `${ever - after} of ${ever} cleaned`,
  )

  await broker.misbehave({ refused: [] })
  const replayed = await service.bus.exhausted.replay({ topic: 'invoices.issued' })
  timeline.say('demo', `the broker takes invoices again: ${replayed} event replayed`)
  expectations.note(
    'an exhausted event can be replayed',
    await expectations.arrived('invoices.issued', ['order-6']),
  )
}
