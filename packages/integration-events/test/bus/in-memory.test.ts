import {
  createIntegrationEventBus,
  defineEvent,
  type IntegrationEventBus,
  inMemoryEventLog,
  inProcessTransport,
  type InProcessTransport,
  IntegrationEvent,
} from 'integration-events'
import { AsyncLocalStorage } from 'node:async_hooks'
import { inMemoryUnitOfWork, type UnitOfWork } from 'uow'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { pending, recordingLogger } from './support.ts'

const OrderPlaced = defineEvent('orders.placed', {
  schema: z.object({ orderId: z.string(), total: z.number() }),
  key: (order) => order.orderId,
})
const OrderShipped = defineEvent<{ orderId: string }>('orders.shipped')

let unitOfWork: UnitOfWork
let transport: InProcessTransport
let eventLog: ReturnType<typeof inMemoryEventLog>
let bus: IntegrationEventBus

beforeEach(() => {
  unitOfWork = inMemoryUnitOfWork()
  transport = inProcessTransport({ logger: recordingLogger() })
  eventLog = inMemoryEventLog()
  bus = makeBus()
})
afterEach(() => bus.stop())

function makeBus(options: { readonly deliver?: boolean } = {}): IntegrationEventBus {
  return createIntegrationEventBus({
    unitOfWork,
    eventLog,
    publisher: transport,
    source: 'shop',
    logger: recordingLogger(),
    localFailedRetryInterval: '10ms',
    failedRetryInterval: '10ms',
    pollInterval: '20ms',
    ...options,
  })
}

/** Resolves with what the handlers of the topic were given, once there are `count` of it. */
function handled<Data>(
  event: Parameters<typeof transport.subscriber.on>[0],
  count: number,
): Promise<Data[]> {
  const received = pending<Data[]>()
  const data: Data[] = []
  transport.subscriber.on(event, (arrived) => {
    data.push(arrived.data as Data)
    if (data.length === count) received.resolve(data)
  })
  return received.promise
}

describe('a bus over memory', () => {
  test('brings committed events to their handlers, and nothing of what rolled back', async () => {
    await bus.start()
    const placed = handled(OrderPlaced, 2)
    await unitOfWork.run(async () => {
      await bus.publish(OrderPlaced, { orderId: '1', total: 1 })
      const nested = unitOfWork.run(async () => {
        await bus.publish(OrderPlaced, { orderId: '2', total: 2 })
        throw new Error('undo')
      })
      await expect(nested).rejects.toThrow('undo')
    })
    const failed = unitOfWork.run(async () => {
      await bus.publish(OrderPlaced, { orderId: '3', total: 3 })
      throw new Error('no stock')
    })
    await expect(failed).rejects.toThrow('no stock')
    await unitOfWork.run(() => bus.publish(OrderPlaced, { orderId: '4', total: 4 }))
    expect(await placed).toEqual([
      { orderId: '1', total: 1 },
      { orderId: '4', total: 4 },
    ])
  })

  test('delivers events in the style of classes too', async () => {
    class DemoIntegrationEvent extends IntegrationEvent {
      readonly orderId: string
      constructor(orderId: string) {
        super()
        this.orderId = orderId
      }
    }
    await bus.start()
    const demos = handled(DemoIntegrationEvent, 1)
    await unitOfWork.run(() => bus.publish(new DemoIntegrationEvent('1')))
    expect(await demos).toEqual([{ orderId: '1' }])
  })

  test('delivers after its start what was published before it', async () => {
    const shipped = handled(OrderShipped, 1)
    await unitOfWork.run(() => bus.publish(OrderShipped, { orderId: '1' }))
    expect(await bus.stats()).toMatchObject({ pending: 1 })
    await bus.start()
    expect(await shipped).toEqual([{ orderId: '1' }])
  })

  test('sends again what a handler could not handle', async () => {
    await bus.start()
    const done = pending<number>()
    let runs = 0
    transport.subscriber.on(OrderShipped, () => {
      runs += 1
      if (runs < 4) throw new Error('not yet')
      done.resolve(runs)
    })
    await unitOfWork.run(() => bus.publish(OrderShipped, { orderId: '1' }))
    expect(await done.promise).toBe(4)
  })

  test('leaves to others what commits after its stop, and they deliver it', async () => {
    await bus.start()
    await unitOfWork.run(async () => {
      await bus.publish(OrderShipped, { orderId: '1' })
      await bus.stop()
    })
    expect(await bus.stats()).toMatchObject({ pending: 1, inProgress: 0 })
    const shipped = handled(OrderShipped, 1)
    bus = makeBus()
    await bus.start()
    expect(await shipped).toEqual([{ orderId: '1' }])
  })

  test('delivers by drain in a process that only publishes', async () => {
    bus = makeBus({ deliver: false })
    await bus.start()
    const shipped = handled(OrderShipped, 1)
    await unitOfWork.run(() => bus.publish(OrderShipped, { orderId: '1' }))
    expect(await bus.stats()).toMatchObject({ pending: 1 })
    expect(await bus.drain()).toEqual({ published: 1, remaining: false })
    expect(await shipped).toEqual([{ orderId: '1' }])
    expect(await bus.stats()).toMatchObject({ pending: 0 })
  })

  test('calls handlers outside of the request that published', async () => {
    const request = new AsyncLocalStorage<string>()
    await bus.start()
    const seen = pending<readonly unknown[]>()
    transport.subscriber.on(OrderShipped, () =>
      seen.resolve([request.getStore(), unitOfWork.ambient()]),
    )
    await request.run('request', () =>
      unitOfWork.run(() => bus.publish(OrderShipped, { orderId: '1' })),
    )
    expect(await seen.promise).toEqual([undefined, undefined])
  })

  test('lets a handler publish in a unit of work of its own', async () => {
    await bus.start()
    const shipped = handled(OrderShipped, 1)
    transport.subscriber.on(OrderPlaced, ({ data: { orderId } }) =>
      unitOfWork.run(() => bus.publish(OrderShipped, { orderId })),
    )
    await unitOfWork.run(() => bus.publish(OrderPlaced, { orderId: '1', total: 1 }))
    expect(await shipped).toEqual([{ orderId: '1' }])
  })

  test('tells of an event that can never be handled, and replays it', async () => {
    let fits = false
    const Picky = defineEvent('orders.shipped', {
      schema: z.object({ orderId: z.string() }).refine(() => fits),
    })
    const exhausted = pending<{ attempts: number; error: string }>()
    await bus.stop()
    bus = createIntegrationEventBus({
      unitOfWork,
      eventLog,
      publisher: transport,
      source: 'shop',
      logger: recordingLogger(),
      onExhausted: exhausted.resolve,
    })
    await bus.start()
    const shipped = handled(Picky, 1)
    await unitOfWork.run(() => bus.publish(OrderShipped, { orderId: '1' }))
    expect(await exhausted.promise).toMatchObject({ attempts: 1 })
    expect(await bus.exhausted.list()).toMatchObject([{ event: { topic: 'orders.shipped' } }])
    fits = true
    expect(await bus.exhausted.replay({ all: true })).toBe(1)
    expect(await shipped).toEqual([{ orderId: '1' }])
  })
})
