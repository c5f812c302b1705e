import assert from 'node:assert/strict'
import { createIntegrationEventBus, createSubscriber, defineEvent } from 'integration-events'
import { captureEvents } from 'integration-events/testing'
import { openDatabase } from './database.js'
import { openTransport } from './transport.js'

const OrderPlaced = defineEvent<{ orderId: string }>('orders.placed')

/** An event of a committed order is handled once, and one of an order that was rolled back is not. */
async function main(): Promise<void> {
  const handled: string[] = []
  const database = await openDatabase()
  const { inbox, unitOfWork } = database
  const subscriber = createSubscriber({ unitOfWork, inbox })
  const arrived = new Promise<void>((resolve) => {
    subscriber.on(OrderPlaced, { consumer: 'billing' }, async (event) => {
      handled.push(event.data.orderId)
      unitOfWork.current()?.afterCommit(resolve)
    })
  })
  const transport = await openTransport(subscriber)
  const bus = createIntegrationEventBus({
    unitOfWork,
    eventLog: database.eventLog,
    publisher: transport.publisher,
  })
  try {
    await bus.start()
    using captured = captureEvents(bus)
    const publish = (orderId: string) => bus.publish(OrderPlaced, { orderId })
    await assert.rejects(
      database.placeOrder('undone', async () => {
        await publish('undone')
        throw new Error('changed their mind')
      }),
      /changed their mind/,
    )
    await database.placeOrder('kept', () => publish('kept'))
    await arrived
    await bus.drain()
    const { signal } = new AbortController()
    for (const event of captured.all)
      assert.deepEqual(await subscriber.handle(event, { signal }), [
        { consumer: 'billing', status: 'done', duplicate: true },
      ])
    assert.deepEqual(handled, ['kept'])
    assert.deepEqual(await database.orderIds(), ['kept'])
  } finally {
    await bus.stop()
    await transport.close()
    await database.close()
  }
}

void main()
