import { inProcessTransport, type InProcessTransport } from 'integration-events'
import {
  captureEvents,
  type CapturedEvents,
  type VirtualClock,
  virtualClock,
} from 'integration-events/testing'
import { describe, expect, it, onTestFinished } from 'vitest'
import { migrate } from '../src/database.ts'
import { OrderPlaced } from '../src/events.ts'
import { createOrderService, type OrderService } from '../src/order-service.ts'
import { createTimeline } from '../src/timeline.ts'

interface ServiceUnderTest {
  readonly service: OrderService
  /** What the service has published. */
  readonly captured: CapturedEvents
  /** In place of the broker: its subscriber is the other side. */
  readonly transport: InProcessTransport
  /** Moves retries and pauses. */
  readonly clock: VirtualClock
}

/** The service as it is, on a database of its own in memory, with a transport of the test. */
async function createServiceUnderTest(): Promise<ServiceUnderTest> {
  const clock = virtualClock()
  const transport = inProcessTransport()
  const service = createOrderService({
    file: ':memory:',
    publisher: transport,
    timeline: createTimeline(() => {}),
    clock,
  })
  onTestFinished(() => service.stop())
  await migrate(service.db)
  return { service, captured: captureEvents(service.bus), transport, clock }
}

describe('an order that is placed', () => {
  it('is stored, and publishes OrderPlaced', async () => {
    const { service, captured } = await createServiceUnderTest()
    await service.placeOrder('order-1', 99)
    const orders = await service.db.selectFrom('orders').selectAll().execute()
    expect(orders).toEqual([{ id: 'order-1', total: 99 }])
    // What was committed is captured; nothing has to be delivered for it.
    const placed = await captured.of(OrderPlaced)
    expect(placed.map(({ data }) => data)).toEqual([{ orderId: 'order-1', total: 99 }])
  })

  it('publishes nothing when it is rolled back', async () => {
    const { service, captured } = await createServiceUnderTest()
    const declined = service.uow.run(async (tx) => {
      await service.recordOrder(tx, 'order-1', 99)
      throw new Error('the payment was declined')
    })
    await expect(declined).rejects.toThrow('the payment was declined')
    expect(captured.all).toEqual([])
    expect(await service.db.selectFrom('orders').selectAll().execute()).toEqual([])
  })

  it('reaches the other side', async () => {
    const { service, transport } = await createServiceUnderTest()
    const bills: string[] = []
    transport.subscriber.on(OrderPlaced, ({ data }) => void bills.push(data.orderId))
    await service.bus.start()
    await service.placeOrder('order-1', 99)
    await service.bus.settled()
    expect(bills).toEqual(['order-1'])
  })

  it('reaches the other side at the third try, when two fail', async () => {
    const { service, transport, clock } = await createServiceUnderTest()
    const tries: number[] = []
    transport.subscriber.on(OrderPlaced, () => {
      tries.push(clock.now())
      if (tries.length < 3) throw new Error('billing is down')
    })
    await service.bus.start()
    await service.placeOrder('order-1', 99)
    // The first try has failed, and its retry waits: nothing is in flight.
    await service.bus.settled()
    expect(tries).toEqual([0])
    // Two retries, 250 ms apart, without waiting for them.
    await clock.advance('500ms')
    expect(tries).toEqual([0, 250, 500])
    expect(await service.bus.stats()).toMatchObject({ pending: 0, inProgress: 0, waiting: 0 })
  })

  it('waits in the database when its transport fails for longer, until it is made due', async () => {
    const { service, transport, clock } = await createServiceUnderTest()
    let isBillingDown = true
    const bills: string[] = []
    transport.subscriber.on(OrderPlaced, ({ data }) => {
      if (isBillingDown) throw new Error('billing is down')
      bills.push(data.orderId)
    })
    await service.bus.start()
    await service.placeOrder('order-1', 99)
    await clock.advance('750ms')
    // From here on the date of the retry is the database's, which no clock of a test moves.
    expect(await service.bus.stats()).toMatchObject({ waiting: 1 })
    isBillingDown = false
    await service.bus.requeue({ all: true })
    await service.bus.settled()
    expect(bills).toEqual(['order-1'])
  })
})
