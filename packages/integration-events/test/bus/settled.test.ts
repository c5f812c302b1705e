import {
  type BusOptions,
  BusStoppedError,
  createIntegrationEventBus,
  defineEvent,
  type EventLog,
  inMemoryEventLog,
  inProcessTransport,
  type InProcessTransport,
  type IntegrationEventBus,
  NotDeliveringError,
  SettledTimeoutError,
} from 'integration-events'
import { type VirtualClock, virtualClock } from 'integration-events/testing'
import { type Gate, gate } from 'testing-databases'
import { inMemoryUnitOfWork, type UnitOfWork } from 'uow'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  outcomeUnknown,
  recordingLogger,
  settled as turn,
  unitOfWorkWithCommit,
} from './support.ts'

const OrderPlaced = defineEvent<{ orderId: string }>('orders.placed')
const OrderBilled = defineEvent<{ orderId: string }>('orders.billed')

interface Shop {
  readonly bus: IntegrationEventBus
  readonly uow: UnitOfWork
  readonly log: ReturnType<typeof inMemoryEventLog>
  readonly transport: InProcessTransport
  readonly clock: VirtualClock
  readonly place: (orderId: string, key?: string) => Promise<void>
}

/** Its clock stands still: no poll, no retry and no time limit comes by itself. */
function shop(options: Partial<BusOptions> = {}): Shop {
  const clock = virtualClock({ patience: 0 })
  const uow = options.unitOfWork ?? inMemoryUnitOfWork()
  const log = inMemoryEventLog({ clock })
  const logger = recordingLogger()
  const transport = inProcessTransport({ logger })
  const bus = createIntegrationEventBus({
    eventLog: log,
    publisher: transport,
    source: 'shop',
    logger,
    clock,
    ...options,
    unitOfWork: uow,
  })
  onTestFinished(() => void bus.stop({ timeout: 0 }))
  const place = (orderId: string, key?: string): Promise<void> =>
    uow.run(async () => {
      await bus.publish(OrderPlaced, { orderId }, key === undefined ? {} : { key })
    })
  return { bus, uow, log, transport, clock, place }
}

async function openShop(options: Partial<BusOptions> = {}): Promise<Shop> {
  const opened = shop(options)
  await opened.bus.start()
  return opened
}

/** Claims wait from now on, until the gate opens. */
function holdClaims(log: EventLog): Gate {
  const claiming = gate()
  const claim = log.claim.bind(log)
  log.claim = async (request) => {
    await claiming.passed
    return claim(request)
  }
  return claiming
}

/** Tells whether a promise has ended yet. */
function watched(promise: Promise<void>): { promise: Promise<void>; hasEnded: boolean } {
  const watch = { promise, hasEnded: false }
  void promise.finally(() => {
    watch.hasEnded = true
  })
  return watch
}

describe('settled', () => {
  it('resolves where nothing was published', async () => {
    const { bus } = await openShop()
    await expect(bus.settled()).resolves.toBeUndefined()
  })

  it('waits until the handlers have run', async () => {
    const { bus, transport, place } = await openShop()
    const handling = gate()
    const handled: string[] = []
    transport.subscriber.on(OrderPlaced, async ({ data }) => {
      await handling.passed
      handled.push(data.orderId)
    })
    await place('1')
    const settled = watched(bus.settled())
    await handling.waited
    await turn()
    expect(settled.hasEnded).toBe(false)
    handling.open()
    await settled.promise
    expect(handled).toEqual(['1'])
    expect(await bus.stats()).toMatchObject({ pending: 0, inProgress: 0 })
  })

  it('waits for events with a key, which are born pending', async () => {
    const { bus, log, transport, place } = await openShop()
    const handled: string[] = []
    transport.subscriber.on(OrderPlaced, ({ data }) => void handled.push(data.orderId))
    const claiming = holdClaims(log)
    await place('1', 'ada')
    const settled = watched(bus.settled())
    await claiming.waited
    await turn()
    expect(settled.hasEnded).toBe(false)
    claiming.open()
    await settled.promise
    expect(handled).toEqual(['1'])
  })

  it('waits for what was published before the start', async () => {
    const { bus, transport, place } = shop()
    const handled: string[] = []
    transport.subscriber.on(OrderPlaced, ({ data }) => void handled.push(data.orderId))
    await place('1')
    void bus.start()
    await bus.settled()
    expect(handled).toEqual(['1'])
  })

  it('waits for what handlers publish in turn', async () => {
    const { bus, uow, transport, place } = await openShop()
    const billing = gate()
    const billed: string[] = []
    transport.subscriber.on(OrderPlaced, ({ data }) =>
      uow.run(() => bus.publish(OrderBilled, data)),
    )
    transport.subscriber.on(OrderBilled, async ({ data }) => {
      await billing.passed
      billed.push(data.orderId)
    })
    await place('1')
    const settled = watched(bus.settled())
    await billing.waited
    await turn()
    expect(settled.hasEnded).toBe(false)
    billing.open()
    await settled.promise
    expect(billed).toEqual(['1'])
  })

  it('waits for what handlers publish in turn with a key, which is claimed later', async () => {
    const { bus, uow, log, transport, place } = await openShop()
    const handling = gate()
    const billed: string[] = []
    transport.subscriber.on(OrderPlaced, async ({ data }) => {
      await handling.passed
      await uow.run(() => bus.publish(OrderBilled, data, { key: 'ada' }))
    })
    transport.subscriber.on(OrderBilled, ({ data }) => void billed.push(data.orderId))
    await place('1')
    const settled = watched(bus.settled())
    await handling.waited
    await turn()
    const claiming = holdClaims(log)
    handling.open()
    await claiming.waited
    await turn()
    expect(settled.hasEnded).toBe(false)
    claiming.open()
    await settled.promise
    expect(billed).toEqual(['1'])
  })

  it('waits for more than one claim holds', async () => {
    const { bus, transport, place } = await openShop({ retryBatchSize: 2 })
    const handled: string[] = []
    transport.subscriber.on(OrderPlaced, ({ data }) => void handled.push(data.orderId))
    for (const orderId of ['1', '2', '3', '4', '5']) await place(orderId, 'ada')
    await bus.settled()
    expect(handled).toHaveLength(5)
  })

  it('waits for the outcome of a commit that nobody knows', async () => {
    const { bus, place } = await openShop({
      unitOfWork: unitOfWorkWithCommit(() => Promise.reject(outcomeUnknown())),
    })
    await expect(place('1')).rejects.toThrow(/unknown/)
    await bus.settled()
    expect(await bus.stats()).toMatchObject({ pending: 0, inProgress: 0 })
  })

  it('waits for onExhausted, and for what it publishes', async () => {
    const told: string[] = []
    const { bus, uow, transport, place } = await openShop({
      localRetryTimes: 0,
      maxRetryTimes: 0,
      onExhausted: async ({ topic }) => {
        await uow.run(() => bus.publish(OrderBilled, { orderId: topic }, { key: 'ada' }))
      },
    })
    transport.subscriber.on(OrderPlaced, () => {
      throw new Error('no')
    })
    transport.subscriber.on(OrderBilled, ({ data }) => void told.push(data.orderId))
    await place('1')
    await bus.settled()
    expect(told).toEqual(['orders.placed'])
    expect(await bus.stats()).toMatchObject({ exhausted: 1 })
  })

  it('does not wait for a retry from memory, but for its run once it is due', async () => {
    const { bus, transport, clock, place } = await openShop()
    let runs = 0
    transport.subscriber.on(OrderPlaced, () => {
      runs++
      if (runs === 1) throw new Error('not yet')
    })
    await place('1')
    await bus.settled({ timeout: '2s' })
    expect(runs).toBe(1)
    await clock.advance('3s')
    await bus.settled({ timeout: '2s' })
    expect(runs).toBe(2)
    expect(await bus.stats()).toMatchObject({ inProgress: 0, waiting: 0 })
  })

  it('does not wait for a retry from the event log, until it is made due', async () => {
    const { bus, transport, place } = await openShop({ localRetryTimes: 0 })
    let runs = 0
    transport.subscriber.on(OrderPlaced, () => {
      runs++
      if (runs === 1) throw new Error('not yet')
    })
    await place('1')
    await bus.settled({ timeout: '2s' })
    expect(await bus.stats()).toMatchObject({ waiting: 1 })
    expect(await bus.requeue({ all: true })).toBe(1)
    await bus.settled({ timeout: '2s' })
    expect(runs).toBe(2)
  })

  it('does not wait for topics that pause', async () => {
    const { bus, place } = await openShop({
      publisher: {
        name: 'broken',
        publish: async (events) => events.map(() => ({ status: 'configuration', error: 'no' })),
      },
    })
    await place('1')
    await place('2', 'ada')
    await bus.settled({ timeout: '2s' })
    const { pending, inProgress } = await bus.stats()
    expect(pending + inProgress).toBe(2)
  })

  it('does not wait for what another process is sending', async () => {
    const { bus, log, place } = shop({ deliver: false })
    await bus.start()
    await place('1')
    const session = await log.openSession({ leaseDuration: 60_000, label: 'another process' })
    await log.claim({ session, limit: 1 })
    await bus.settled()
    expect(await bus.stats()).toMatchObject({ inProgress: 1 })
  })

  it.each([
    ['that was not started', true],
    ['that delivers nothing', false],
  ])('of a bus %s resolves if nothing is pending, else says so', async (_bus, deliver) => {
    const { bus, place } = shop({ deliver })
    if (!deliver) await bus.start()
    await bus.settled()
    await place('1')
    const refused = bus.settled()
    await expect(refused).rejects.toBeInstanceOf(NotDeliveringError)
    await expect(refused).rejects.toMatchObject({ pending: 1 })
    expect(await bus.stats()).toMatchObject({ pending: 1 })
  })

  it('waits for a drain that is under way', async () => {
    const { bus, transport, place } = shop({ deliver: false })
    const handling = gate()
    transport.subscriber.on(OrderPlaced, () => handling.passed)
    await place('1')
    const drained = bus.drain()
    await handling.waited
    const settled = bus.settled()
    handling.open()
    await settled
    expect(await drained).toEqual({ published: 1, remaining: false })
  })

  it('rejects when its time is over, and says what is in flight', async () => {
    const { bus, transport, place } = await openShop()
    transport.subscriber.on(OrderPlaced, () => new Promise(() => {}))
    await place('1')
    await place('2')
    const late = await bus.settled({ timeout: 20 }).catch((error: unknown) => error)
    expect(late).toBeInstanceOf(SettledTimeoutError)
    expect(late).toMatchObject({ inFlight: { 'orders.placed': 2 }, outcomes: 0, pending: 0 })
    expect((late as Error).message).toMatchInlineSnapshot(
      `"after 20 ms something is still in flight: 2 of 'orders.placed'; outcomes not stored yet: 0; pending in the event log: 0. Look for a handler or a publisher that does not end, or for a unit of work around this call; settled({ timeout }) waits longer."`,
    )
  }, 3_000)

  it('says nothing of what waits for its retry among what is in flight', async () => {
    const { bus, transport, place } = await openShop()
    transport.subscriber.on(OrderPlaced, () => {
      throw new Error('not yet')
    })
    transport.subscriber.on(OrderBilled, () => new Promise(() => {}))
    await place('1')
    await bus.settled()
    await bus.publish(OrderBilled, { orderId: '1' }, { unitOfWork: 'own' })
    const late = await bus.settled({ timeout: 20 }).catch((error: unknown) => error)
    expect(late).toHaveProperty('inFlight', { 'orders.billed': 1 })
  }, 3_000)

  it('rejects on a bus that was stopped, and when it stops meanwhile', async () => {
    const { bus, transport, place } = await openShop()
    const handling = gate()
    transport.subscriber.on(OrderPlaced, () => handling.passed)
    await place('1')
    const settled = expect(bus.settled()).rejects.toBeInstanceOf(BusStoppedError)
    await handling.waited
    await turn()
    const stopped = bus.stop()
    await settled
    handling.open()
    await stopped
    await expect(bus.settled()).rejects.toBeInstanceOf(BusStoppedError)
  }, 3_000)

  it('refuses a timeout that is no duration', async () => {
    const { bus } = await openShop()
    await expect(bus.settled({ timeout: 'soon' as never })).rejects.toThrow(/settled\.timeout/)
  })
})
