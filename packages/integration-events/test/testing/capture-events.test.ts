import {
  type BusOptions,
  createIntegrationEventBus,
  defineEvent,
  EventValidationError,
  inMemoryEventLog,
  inProcessTransport,
  IntegrationEvent,
  type IntegrationEventBus,
  type ReceivedEvent,
  UnknownBusError,
} from 'integration-events'
import { captureEvents } from 'integration-events/testing'
import { inMemoryUnitOfWork, type UnitOfWork } from 'uow'
import { describe, expect, expectTypeOf, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { committedEventsOf } from '../../src/bus/committed-events.ts'
import { outgoing } from '../subscriber/support.ts'
import { outcomeUnknown, pending, recordingLogger, unitOfWorkWithCommit } from '../bus/support.ts'

const OrderPlaced = defineEvent('orders.placed', {
  schema: z.object({ orderId: z.string(), on: z.coerce.date() }),
})
const OrderShipped = defineEvent<{ orderId: string }>('orders.shipped')

class OrderCancelled extends IntegrationEvent {
  static topic = 'orders.cancelled'
  readonly orderId: string

  constructor(orderId: string) {
    super()
    this.orderId = orderId
  }
}

interface Shop {
  readonly bus: IntegrationEventBus
  readonly uow: UnitOfWork
  readonly ship: (orderId: string) => Promise<void>
}

function shop(options: Partial<BusOptions> = {}): Shop {
  const uow = options.unitOfWork ?? inMemoryUnitOfWork()
  const logger = recordingLogger()
  const bus = createIntegrationEventBus({
    eventLog: inMemoryEventLog(),
    publisher: inProcessTransport({ logger }),
    source: 'shop',
    logger,
    ...options,
    unitOfWork: uow,
  })
  onTestFinished(() => bus.stop())
  const ship = (orderId: string): Promise<void> =>
    uow.run(async () => void (await bus.publish(OrderShipped, { orderId })))
  return { bus, uow, ship }
}

const idsOf = (events: readonly ReceivedEvent<{ orderId: string }>[]): string[] =>
  events.map(({ data }) => data.orderId)

describe('captured events', () => {
  it('are what a handler would be given: of the schema, with their envelope', async () => {
    const { bus, uow } = shop()
    const captured = captureEvents(bus)
    const { id } = await uow.run(() =>
      bus.publish(
        OrderPlaced,
        { orderId: '1', on: '2026-11-26' },
        { key: 'ada', headers: { tenant: 'acme' } },
      ),
    )
    const [placed] = await captured.of(OrderPlaced)
    expectTypeOf(placed).toEqualTypeOf<ReceivedEvent<{ orderId: string; on: Date }> | undefined>()
    expect(placed).toEqual({
      id,
      topic: 'orders.placed',
      type: 'orders.placed',
      source: 'shop',
      time: expect.any(Date) as Date,
      key: 'ada',
      headers: { tenant: 'acme' },
      data: { orderId: '1', on: new Date('2026-11-26') },
    })
  })

  it('may be of classes', async () => {
    const { bus, uow } = shop()
    const captured = captureEvents(bus)
    await uow.run(() => bus.publish(new OrderCancelled('1')))
    const [cancelled] = await captured.of(OrderCancelled)
    expectTypeOf(cancelled!.data.orderId).toEqualTypeOf<string>()
    expect(cancelled?.data).toEqual({ orderId: '1' })
  })

  it('are found by their topic, and all of them as they were stored', async () => {
    const { bus, uow, ship } = shop()
    const captured = captureEvents(bus)
    await uow.run(() => bus.publish(new OrderCancelled('1')))
    await ship('2')
    expect(idsOf(await captured.of(OrderShipped))).toEqual(['2'])
    expect(captured.all.map(({ topic, data }) => [topic, data])).toEqual([
      ['orders.cancelled', '{"orderId":"1"}'],
      ['orders.shipped', '{"orderId":"2"}'],
    ])
  })

  it('are refused where they do not fit the schema that they are read with', async () => {
    const { bus, ship } = shop()
    const captured = captureEvents(bus)
    await ship('1')
    const ofAnotherVersion = defineEvent('orders.shipped', {
      schema: z.object({ carrier: z.string() }),
    })
    await expect(captured.of(ofAnotherVersion)).rejects.toBeInstanceOf(EventValidationError)
  })

  it('are those of commits only: not before, and never of a rollback', async () => {
    const { bus, uow, ship } = shop()
    const captured = captureEvents(bus)
    const failed = uow.run(async () => {
      await bus.publish(OrderShipped, { orderId: 'rolled back' })
      throw new Error('no stock')
    })
    await expect(failed).rejects.toThrow('no stock')
    await uow.run(async () => {
      await bus.publish(OrderShipped, { orderId: 'outer' })
      const nested = uow.run(async () => {
        await bus.publish(OrderShipped, { orderId: 'nested' })
        throw new Error('undo')
      })
      await expect(nested).rejects.toThrow('undo')
      expect(captured.all).toEqual([])
    })
    await ship('last')
    expect(idsOf(await captured.of(OrderShipped))).toEqual(['outer', 'last'])
  })

  it('are none of a rollback of what was saved before', async () => {
    const { bus, uow } = shop()
    const captured = captureEvents(bus)
    const work = await uow.begin()
    await bus.publish(OrderShipped, { orderId: 'saved' }, { unitOfWork: work })
    await work.saveChanges()
    expect(captured.all).toEqual([])
    await work.rollback()
    expect(captured.all).toEqual([])
  })

  it('are none of a commit whose outcome is unknown', async () => {
    const { bus, ship } = shop({
      unitOfWork: unitOfWorkWithCommit(() => Promise.reject(outcomeUnknown())),
    })
    const captured = captureEvents(bus)
    await expect(ship('1')).rejects.toThrow(/unknown/)
    expect(captured.all).toEqual([])
  })

  it('may be as many as memory has room for', () => {
    const { bus } = shop()
    using captured = captureEvents(bus)
    committedEventsOf(bus)?.tell(Array.from({ length: 200_000 }, () => outgoing()))
    expect(captured.all).toHaveLength(200_000)
  })

  it('come in the order of the commits, not of publishing', async () => {
    const { bus, uow, ship } = shop()
    const captured = captureEvents(bus)
    const published = pending()
    const mayCommit = pending()
    const slow = uow.run(async () => {
      await bus.publish(OrderShipped, { orderId: 'published first' })
      published.resolve()
      await mayCommit.promise
    })
    await published.promise
    await ship('committed first')
    mayCommit.resolve()
    await slow
    expect(idsOf(await captured.of(OrderShipped))).toEqual(['committed first', 'published first'])
  })

  it.each([
    ['that was not started', {}, false],
    ['that was started', {}, true],
    ['that delivers nothing', { deliver: false }, true],
  ])('come of a bus %s', async (_bus, options, started) => {
    const { bus, ship } = shop(options)
    if (started) await bus.start()
    const captured = captureEvents(bus)
    await ship('1')
    expect(idsOf(await captured.of(OrderShipped))).toEqual(['1'])
  })

  it('come of a unit of work that outlived the bus, too', async () => {
    const { bus, uow } = shop()
    const captured = captureEvents(bus)
    await uow.run(async () => {
      await bus.publish(OrderShipped, { orderId: '1' })
      await bus.stop()
    })
    expect(captured.all).toHaveLength(1)
  })
})

describe('a capture', () => {
  it('knows nothing of another one, of the same bus or of another bus', async () => {
    const { bus, ship } = shop()
    const other = captureEvents(shop().bus)
    const first = captureEvents(bus)
    await ship('1')
    const second = captureEvents(bus)
    await ship('2')
    first.clear()
    await ship('3')
    first.stop()
    await ship('4')
    expect(idsOf(await first.of(OrderShipped))).toEqual(['3'])
    expect(idsOf(await second.of(OrderShipped))).toEqual(['2', '3', '4'])
    expect(other.all).toEqual([])
  })

  it('hands out copies, which change nothing that it holds', async () => {
    const { bus, ship } = shop()
    const captured = captureEvents(bus)
    await ship('1')
    const { all } = captured
    const [shipped] = await captured.of(OrderShipped)
    shipped!.data.orderId = 'changed'
    await ship('2')
    expect(all).toHaveLength(1)
    expect(idsOf(await captured.of(OrderShipped))).toEqual(['1', '2'])
  })

  it('ends with its scope', async () => {
    const { bus, ship } = shop()
    let kept: ReturnType<typeof captureEvents>
    {
      using captured = captureEvents(bus)
      kept = captured
      await ship('1')
    }
    await ship('2')
    expect(kept.all).toHaveLength(1)
  })

  it('is refused of what createIntegrationEventBus has not made', () => {
    const { bus } = shop()
    for (const stranger of [{}, undefined, null, new Proxy(bus, {}), Object.create(bus)]) {
      expect(() => captureEvents(stranger as IntegrationEventBus)).toThrow(UnknownBusError)
    }
  })
})
