import {
  createIntegrationEventBus,
  defineEvent,
  inProcessTransport,
  type InProcessTransport,
  type IntegrationEventBus,
  type Logger,
} from 'integration-events'
import { captureEvents, type VirtualClock, virtualClock } from 'integration-events/testing'
import type { UnitOfWork } from 'uow'
import { kyselyUnitOfWork } from 'uow-kysely'
import { describe, expect, onTestFinished, test } from 'vitest'
import { kyselyEventLog, migrateEventLog } from '../src/index.ts'
import { kyselyTestDatabase } from './kysely-harness.ts'

const OrderPlaced = defineEvent<{ orderId: string }>('orders.placed')

interface Service {
  readonly uow: UnitOfWork
  readonly clock: VirtualClock
  /** What delivery complained of. */
  readonly warnings: string[]
  readonly transport: InProcessTransport
  readonly bus: IntegrationEventBus
  readonly place: (orderId: string, key?: string) => Promise<void>
}

/** A service on a real database, with the tools for its tests. */
async function service(dialect: 'postgres' | 'sqlite'): Promise<Service> {
  const database = await kyselyTestDatabase(dialect)
  await migrateEventLog(database.db)
  const uow = kyselyUnitOfWork(database.db)
  const clock = virtualClock({ patience: '10s' })
  const warnings: string[] = []
  const note = (message: string): void => void warnings.push(message)
  const logger: Logger = { debug: () => {}, info: () => {}, warn: note, error: note }
  const transport = inProcessTransport({ logger })
  const bus = createIntegrationEventBus({
    unitOfWork: uow,
    eventLog: kyselyEventLog(database.db),
    publisher: transport,
    source: 'shop',
    logger,
    clock,
  })
  onTestFinished(async () => {
    await bus.stop()
    await database[Symbol.asyncDispose]()
  })
  const place = (orderId: string, key?: string): Promise<void> =>
    uow.run(async () => {
      await bus.publish(OrderPlaced, { orderId }, key === undefined ? {} : { key })
    })
  return { uow, clock, warnings, transport, bus, place }
}

describe.each(['postgres', 'sqlite'] as const)('the tools for tests, on %s', (dialect) => {
  test('capture what committed, and nothing of a rollback', async () => {
    const { uow, bus, place } = await service(dialect)
    using captured = captureEvents(bus)
    await place('1')
    const failed = uow.run(async () => {
      await bus.publish(OrderPlaced, { orderId: '2' })
      throw new Error('no stock')
    })
    await expect(failed).rejects.toThrow('no stock')
    expect((await captured.of(OrderPlaced)).map(({ data }) => data.orderId)).toEqual(['1'])
  })

  test('wait until keyed events, too, are handled and settled', async () => {
    const { bus, transport, place } = await service(dialect)
    const handled: string[] = []
    transport.subscriber.on(OrderPlaced, ({ data }) => void handled.push(data.orderId))
    await bus.start()
    await place('1', 'ada')
    await place('2')
    await bus.settled()
    expect(handled.toSorted()).toEqual(['1', '2'])
    expect(await bus.stats()).toMatchObject({ pending: 0, inProgress: 0 })
  })

  test('move retries from memory, and no time limit while the database answers', async () => {
    const { clock, warnings, bus, transport, place } = await service(dialect)
    const runs: number[] = []
    transport.subscriber.on(OrderPlaced, () => {
      runs.push(clock.now())
      if (runs.length < 3) throw new Error('not yet')
    })
    await bus.start()
    // What the start says of the server's settings is not about time.
    warnings.length = 0
    await place('1')
    await bus.settled()
    await clock.advance('6s')
    expect(runs).toEqual([0, 3_000, 6_000])
    // Hundreds of polls and heartbeats, each with a time limit by this clock.
    await clock.advance('10m')
    expect(warnings).toEqual([])
    expect(await bus.stats()).toMatchObject({ pending: 0, inProgress: 0, waiting: 0 })
  })

  test('leave a retry from the event log to the database, until it is made due', async () => {
    const { clock, bus, transport, place } = await service(dialect)
    let isDown = true
    const handled: string[] = []
    transport.subscriber.on(OrderPlaced, ({ data }) => {
      if (isDown) throw new Error('down')
      handled.push(data.orderId)
    })
    await bus.start()
    await place('1')
    await clock.advance('10m')
    expect(await bus.stats()).toMatchObject({ waiting: 1 })
    isDown = false
    await bus.requeue({ all: true })
    await bus.settled()
    expect(handled).toEqual(['1'])
  })
})
