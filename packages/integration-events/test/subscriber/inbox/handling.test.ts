import {
  ConcurrentDeliveryError,
  defineEvent,
  type Duration,
  type Inbox,
  type InboxHandlerContext,
  inMemoryInbox,
  type ReceivedEvent,
} from 'integration-events'
import { gate } from 'testing-databases'
import { CommitOutcomeUnknownError, type UnitOfWork } from 'uow'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { outgoing, signal } from '../support.ts'
import {
  billing,
  done,
  duplicate,
  failure,
  now,
  Placed,
  subscriberUnderTest,
  unitOfWork,
} from './support.ts'

describe('a handler with an inbox', () => {
  test('is called once, however often the event is delivered', async () => {
    let runs = 0
    const subscriber = subscriberUnderTest().on(Placed, billing, () => void (runs += 1))
    const event = outgoing(now())
    expect(await subscriber.handle(event, { signal })).toEqual([{ ...billing, ...done }])
    expect(await subscriber.handle(event, { signal })).toEqual([{ ...billing, ...duplicate }])
    expect(await subscriber.handle(outgoing(now()), { signal })).toMatchObject([done])
    expect(runs).toBe(2)
  })

  test('is called in the unit of work in which the event is recorded', async () => {
    const inbox = inMemoryInbox()
    const recordedIn: unknown[] = []
    const record: Inbox['record'] = async (transaction, delivery) => {
      recordedIn.push(transaction)
      return await inbox.record(transaction, delivery)
    }
    const subscriber = subscriberUnderTest({
      inbox: Object.assign(Object.create(inbox) as Inbox, { record }),
    })
    let inside: unknown
    subscriber.on(Placed, billing, async (event, context) => {
      expectTypeOf(event).toEqualTypeOf<ReceivedEvent<{ total: string }>>()
      expectTypeOf(context).toEqualTypeOf<InboxHandlerContext<undefined>>()
      expect(context).toEqual({ tx: undefined, signal, attempt: 2 })
      inside = unitOfWork.current()
    })
    await subscriber.handle(outgoing(now()), { signal, attempt: 2 })
    expect(inside).toBeDefined()
    expect(recordedIn).toEqual([inside])
  })

  test('that fails is undone and called again', async () => {
    const undone: string[] = []
    const subscriber = subscriberUnderTest().on(Placed, billing, (_, { attempt }) => {
      unitOfWork.current()?.afterRollback(() => undone.push(`attempt ${attempt}`))
      if (attempt === 1) throw failure
    })
    const event = outgoing(now())
    const verdicts = await subscriber.handle(event, { signal, attempt: 1 })
    expect(verdicts).toEqual([{ ...billing, status: 'transient', error: failure }])
    expect(undone).toEqual(['attempt 1'])
    expect(await subscriber.handle(event, { signal, attempt: 2 })).toMatchObject([done])
    expect(await subscriber.handle(event, { signal, attempt: 3 })).toMatchObject([duplicate])
  })

  test('has its own record beside another handler of the same event', async () => {
    const runs: string[] = []
    let broken = true
    const subscriber = subscriberUnderTest()
      .on(Placed, { consumer: 'billing' }, () => void runs.push('billing'))
      .on(Placed, { consumer: 'stock' }, () => {
        runs.push('stock')
        if (broken) throw failure
      })
    const event = outgoing(now())
    expect(await subscriber.handle(event, { signal })).toMatchObject([
      done,
      { status: 'transient' },
    ])
    broken = false
    expect(await subscriber.handle(event, { signal })).toMatchObject([duplicate, done])
    expect(runs).toEqual(['billing', 'stock', 'stock'])
  })

  test('handles once what comes by two topics under one name', async () => {
    let runs = 0
    const Replayed = defineEvent('orders.replayed')
    const subscriber = subscriberUnderTest()
      .on(Placed, billing, () => void (runs += 1))
      .on(Replayed, billing, () => void (runs += 1))
    const event = outgoing(now())
    await subscriber.handle(event, { signal })
    await subscriber.handle({ ...event, topic: 'orders.replayed' }, { signal })
    expect(runs).toBe(1)
  })

  test('is not called when the event was refused by the schema', async () => {
    const subscriber = subscriberUnderTest().on(Placed, billing, () => {})
    const event = outgoing({ ...now(), data: '{' })
    expect(await subscriber.handle(event, { signal })).toMatchObject([{ status: 'permanent' }])
  })

  test('is tried again when nobody knows whether it was committed, also at its last attempt', async () => {
    const lost = new CommitOutcomeUnknownError({ provider: 'in-memory' })
    const unit: UnitOfWork = Object.assign(Object.create(unitOfWork) as UnitOfWork, {
      run: async (work: () => unknown) => {
        await unitOfWork.run(work)
        throw lost
      },
    })
    const subscriber = subscriberUnderTest({ unitOfWork: unit as UnitOfWork<undefined> })
    subscriber.on(Placed, { ...billing, retry: { maxAttempts: 1 } }, () => {})
    const event = outgoing(now())
    expect(await subscriber.handle(event, { signal })).toMatchObject([
      { status: 'transient', error: lost },
    ])
    expect(await subscriber.handle(event, { signal })).toMatchObject([duplicate])
  })
})

/** An event whose first delivery is in its handler, until `release` is opened. */
async function beingHandled(concurrentDeliveryWait: Duration) {
  const entered = gate()
  const release = gate()
  const subscriber = subscriberUnderTest({ concurrentDeliveryWait })
  subscriber.on(Placed, billing, async () => {
    entered.open()
    await release.passed
  })
  const event = outgoing(now())
  const first = subscriber.handle(event, { signal })
  await entered.passed
  return { event, first, release, subscriber }
}

describe('two deliveries of one event at once', () => {
  test('wait for each other, and one of them has the effect', async () => {
    const entered = gate()
    const release = gate()
    let runs = 0
    const subscriber = subscriberUnderTest().on(Placed, billing, async () => {
      runs += 1
      entered.open()
      await release.passed
    })
    const event = outgoing(now())
    const first = subscriber.handle(event, { signal })
    await entered.passed
    const second = subscriber.handle(event, { signal })
    release.open()
    expect(await first).toMatchObject([done])
    expect(await second).toMatchObject([duplicate])
    expect(runs).toBe(1)
  })

  test('are both tried: when the first one fails, the second one runs', async () => {
    const entered = gate()
    const release = gate()
    let runs = 0
    const subscriber = subscriberUnderTest().on(Placed, billing, async () => {
      runs += 1
      if (runs > 1) return
      entered.open()
      await release.passed
      throw failure
    })
    const event = outgoing(now())
    const first = subscriber.handle(event, { signal })
    await entered.passed
    const second = subscriber.handle(event, { signal })
    release.open()
    expect(await first).toMatchObject([{ status: 'transient', error: failure }])
    expect(await second).toMatchObject([done])
  })

  test(
    'do not wait longer than they may: the transport delivers it again',
    { timeout: 3_000 },
    async () => {
      const { event, first, release, subscriber } = await beingHandled(0)
      expect(await subscriber.handle(event, { signal })).toMatchObject([
        { status: 'transient', error: expect.any(ConcurrentDeliveryError) },
      ])
      release.open()
      expect(await first).toMatchObject([done])
    },
  )

  test('do not wait any more once the transport has given up', async () => {
    const { event, first, release, subscriber } = await beingHandled('1h')
    const transport = new AbortController()
    const second = subscriber.handle(event, { signal: transport.signal })
    transport.abort()
    expect(await second).toMatchObject([{ status: 'transient' }])
    release.open()
    await first
  })
})
