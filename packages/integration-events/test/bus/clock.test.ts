import {
  BusOptionError,
  createIntegrationEventBus,
  defineEvent,
  inMemoryEventLog,
  type IntegrationEventBus,
  type Publisher,
  type PublishOutcome,
} from 'integration-events'
import { type VirtualClock, virtualClock } from 'integration-events/testing'
import { gate } from 'testing-databases'
import { inMemoryUnitOfWork } from 'uow'
import { describe, expect, it, onTestFinished } from 'vitest'
import { recordingLogger, settled } from './support.ts'

const OrderShipped = defineEvent<{ orderId: string }>('orders.shipped')

interface Shop {
  readonly bus: IntegrationEventBus
  readonly clock: VirtualClock
  /** When the publisher was called. */
  readonly calls: number[]
  readonly ship: (orderId: string) => Promise<void>
}

type Answer = PublishOutcome | (() => Promise<PublishOutcome>)

/** A shop whose publisher answers what it is told, again and again at last. */
async function shop(...answers: Answer[]): Promise<Shop> {
  return shopWith(virtualClock(), answers)
}

async function shopWith(clock: VirtualClock, answers: Answer[]): Promise<Shop> {
  const uow = inMemoryUnitOfWork()
  const calls: number[] = []
  const publisher: Publisher = {
    name: 'scripted',
    publish: async (events) => {
      calls.push(clock.now())
      const answer = answers.length > 1 ? answers.shift()! : answers[0]!
      const outcome = typeof answer === 'function' ? await answer() : answer
      return events.map(() => outcome)
    },
  }
  const bus = createIntegrationEventBus({
    unitOfWork: uow,
    eventLog: inMemoryEventLog({ clock }),
    publisher,
    clock,
    source: 'shop',
    expireDate: '10m',
    logger: recordingLogger(),
  })
  onTestFinished(() => bus.stop())
  await bus.start()
  const ship = (orderId: string): Promise<void> =>
    uow.run(async () => void (await bus.publish(OrderShipped, { orderId })))
  return { bus, clock, calls, ship }
}

const failure: PublishOutcome = { status: 'transient', error: '503', concerns: 'event' }
const accepted: PublishOutcome = { status: 'accepted' }

describe('a bus by a virtual clock', () => {
  it('retries from memory without waiting', async () => {
    const { bus, clock, calls, ship } = await shop(failure, failure, accepted)
    await ship('1')
    await clock.advance('5s')
    expect(calls).toEqual([0, 3_000])
    await clock.advance('1s')
    expect(calls).toEqual([0, 3_000, 6_000])
    expect(await bus.stats()).toMatchObject({ inProgress: 0, waiting: 0 })
  })

  it('retries from the event log by the same clock, where that has it too', async () => {
    const { bus, clock, calls, ship } = await shop(failure, failure, failure, failure, accepted)
    await ship('1')
    await clock.advance('10s')
    expect(await bus.stats()).toMatchObject({ waiting: 1 })
    // The first pause is 60 seconds and up to a quarter; then the poller has to look.
    await clock.advance('77s')
    expect(calls).toHaveLength(5)
    expect(await bus.stats()).toMatchObject({ waiting: 0, pending: 0, exhausted: 0 })
  })

  it('keeps its session for as long as the clock runs', async () => {
    const { clock, calls, ship } = await shop(accepted)
    await clock.advance('1h')
    await ship('1')
    await clock.advance(0)
    expect(calls).toEqual([3_600_000])
  })

  it('deletes what has expired', async () => {
    const { bus, clock, ship } = await shop({ status: 'permanent', error: 'too large' })
    await ship('1')
    await clock.advance('1s')
    expect(await bus.stats()).toMatchObject({ exhausted: 1 })
    await bus.exhausted.discard({ all: true }, 'test data')
    expect(await bus.stats()).toMatchObject({ closed: 1 })
    await clock.advance('16m')
    expect(await bus.stats()).toMatchObject({ closed: 0 })
  })

  it('does not end a call by its time limit while the answer is on its way', async () => {
    const answering = gate()
    const answer = async (): Promise<PublishOutcome> => {
      await answering.passed
      return accepted
    }
    const { bus, clock, calls, ship } = await shopWith(virtualClock({ patience: '10s' }), [answer])
    await ship('1')
    const advanced = clock.advance('5m')
    await answering.waited
    // By then, a clock that does not wait for the answer is far beyond the time limit.
    for (let turn = 0; turn < 500; turn++) await settled()
    expect(clock.now()).toBe(0)
    answering.open()
    await advanced
    expect(calls).toEqual([0])
    expect(await bus.stats()).toMatchObject({ inProgress: 0, waiting: 0, exhausted: 0 })
  })

  it('ends a call that hangs by its time limit', async () => {
    const { clock, calls, ship } = await shop(() => new Promise<never>(() => {}), accepted)
    await ship('1')
    await clock.advance('9s')
    expect(calls).toHaveLength(1)
    await clock.advance('4s')
    expect(calls).toEqual([0, 13_000])
  })
})

describe('the option clock', () => {
  it('is a clock', () => {
    const options = {
      unitOfWork: inMemoryUnitOfWork(),
      eventLog: inMemoryEventLog(),
      publisher: { name: 'none', publish: async () => [] },
    }
    for (const clock of [Date, 0, { now: () => 0 }]) {
      expect(() => createIntegrationEventBus({ ...options, clock: clock as never })).toThrow(
        /option 'clock'/,
      )
      expect(() => inMemoryEventLog({ clock: clock as never })).toThrow(BusOptionError)
    }
  })

  it('of the in-memory log is given in place of now, and no other option is', () => {
    const clock = virtualClock()
    expect(() => inMemoryEventLog({ clock, now: () => 0 })).toThrow(/give one of the two/)
    expect(() => inMemoryEventLog({ time: 0 } as never)).toThrow(BusOptionError)
  })
})
