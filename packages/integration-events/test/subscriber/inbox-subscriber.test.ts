import {
  BusOptionError,
  ConcurrentDeliveryError,
  createIntegrationEventBus,
  createSubscriber,
  defineEvent,
  DeliveryInsideUnitOfWorkError,
  HandlerAttemptsError,
  HandlerTimeoutError,
  type Inbox,
  type InboxHandlerContext,
  type InboxSubscriber,
  type InboxSubscriberOptions,
  InboxUnavailableError,
  inMemoryEventLog,
  inMemoryInbox,
  inProcessTransport,
  OutsideInboxWindowError,
  type ReceivedEvent,
  SubscriptionError,
  Topic,
  type TopicOptions,
} from 'integration-events'
import { gate } from 'testing-databases'
import {
  CommitOutcomeUnknownError,
  inMemoryUnitOfWork,
  type UnitOfWork,
  UnitOfWorkTimeoutError,
} from 'uow'
import { describe, expect, expectTypeOf, onTestFinished, test, vi } from 'vitest'
import { recordingLogger } from '../delivery/support/recording-logger.ts'
import { outgoing, signal } from './support.ts'

const Placed = defineEvent<{ total: string }>('orders.placed')
const Billed = defineEvent<{ invoice: string }>('orders.billed')
const failure = new Error('no stock')
const unitOfWork = inMemoryUnitOfWork()
const done = { status: 'done' }
const duplicate = { status: 'done', duplicate: true }
/** Ours are of the year 2023. */
const now = (): { time: number } => ({ time: Date.now() })

function subscriberUnderTest(
  options: Partial<InboxSubscriberOptions<undefined>> = {},
): InboxSubscriber<undefined> {
  const logger = recordingLogger()
  return createSubscriber({ unitOfWork, inbox: inMemoryInbox(), logger, ...options })
}

const billing = { consumer: 'billing' } as const

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
      const entered = gate()
      const release = gate()
      const subscriber = subscriberUnderTest({ concurrentDeliveryWait: 0 })
      subscriber.on(Placed, billing, async () => {
        entered.open()
        await release.passed
      })
      const event = outgoing(now())
      const first = subscriber.handle(event, { signal })
      await entered.passed
      expect(await subscriber.handle(event, { signal })).toMatchObject([
        { status: 'transient', error: expect.any(ConcurrentDeliveryError) },
      ])
      release.open()
      expect(await first).toMatchObject([done])
    },
  )

  test('do not wait any more once the transport has given up', async () => {
    const entered = gate()
    const release = gate()
    const subscriber = subscriberUnderTest({ concurrentDeliveryWait: '1h' })
    subscriber.on(Placed, billing, async () => {
      entered.open()
      await release.passed
    })
    const event = outgoing(now())
    const first = subscriber.handle(event, { signal })
    await entered.passed
    const transport = new AbortController()
    const second = subscriber.handle(event, { signal: transport.signal })
    transport.abort()
    expect(await second).toMatchObject([{ status: 'transient' }])
    release.open()
    await first
  })
})

describe("the inbox's window", () => {
  const day = 86_400_000
  const old = { time: Date.now() - 8 * day }

  test('has older events given up, of which nobody knows whether they were handled', async () => {
    const subscriber = subscriberUnderTest().on(Placed, billing, () => {})
    const event = outgoing(old)
    const [verdict] = await subscriber.handle(event, { signal })
    expect(verdict).toMatchObject({
      status: 'permanent',
      error: { id: event.id, consumer: 'billing', date: event.time, window: 7 * day },
    })
    const { error } = verdict as { error?: unknown }
    expect(OutsideInboxWindowError.isInstance(error)).toBe(true)
  })

  test("is measured from the delivery date that a replay has, and by no date that isn't one", async () => {
    const subscriber = subscriberUnderTest().on(Placed, billing, () => {})
    const deliverydate = new Date().toISOString()
    const replayed = outgoing({ ...old, headers: { deliverydate } })
    expect(await subscriber.handle(replayed, { signal })).toMatchObject([done])
    const nonsense = outgoing({ ...old, headers: { deliverydate: 'soon' } })
    expect(await subscriber.handle(nonsense, { signal })).toMatchObject([{ status: 'permanent' }])
  })

  test('lets older events pass where that is asked for', async () => {
    const subscriber = subscriberUnderTest({ onOutsideInboxWindow: 'process' })
    subscriber.on(Placed, billing, () => {})
    const event = outgoing(old)
    expect(await subscriber.handle(event, { signal })).toMatchObject([done])
    expect(await subscriber.handle(event, { signal })).toMatchObject([duplicate])
  })

  test('is an option', async () => {
    const subscriber = subscriberUnderTest({ inboxExpireDate: '9d' })
    subscriber.on(Placed, billing, () => {})
    expect(await subscriber.handle(outgoing(old), { signal })).toMatchObject([done])
  })
})

describe('a limit of attempts', () => {
  test('counts on all replicas together, and gives the event up after the last one', async () => {
    const inbox = inMemoryInbox()
    const attempts: number[] = []
    const replicas = [inbox, inbox.attach()].map((each) =>
      subscriberUnderTest({ inbox: each }).on(
        Placed,
        { ...billing, retry: { maxAttempts: 3 } },
        (_, { attempt }) => {
          attempts.push(attempt)
          throw failure
        },
      ),
    )
    const [one, other] = replicas
    const event = outgoing(now())
    expect(await one?.handle(event, { signal })).toMatchObject([{ status: 'transient' }])
    expect(await other?.handle(event, { signal })).toMatchObject([{ status: 'transient' }])
    const [verdict] = (await one?.handle(event, { signal })) ?? []
    expect(attempts).toEqual([1, 2, 3])
    expect(verdict).toMatchObject({
      status: 'permanent',
      error: { attempts: 3, consumer: 'billing', topic: 'orders.placed', cause: failure },
    })
  })

  test('counts attempts that ended with their process, and does not begin another one', async () => {
    const inbox = inMemoryInbox()
    const event = outgoing(now())
    const { id, source, time } = event
    const told = {
      ...billing,
      id,
      source,
      date: time,
      window: 60_000,
      outsideWindow: 'refuse',
    } as const
    await inbox.beginAttempt(told)
    await inbox.beginAttempt(told)
    let runs = 0
    const subscriber = subscriberUnderTest({ inbox }).on(
      Placed,
      { ...billing, retry: { maxAttempts: 2 } },
      () => void (runs += 1),
    )
    const [verdict] = await subscriber.handle(event, { signal })
    expect(runs).toBe(0)
    expect(verdict).toMatchObject({ status: 'permanent', error: { attempts: 2 } })
    expect(HandlerAttemptsError.isInstance((verdict as { error?: unknown }).error)).toBe(true)
  })

  test('begins anew for a replay of what was given up', async () => {
    let broken = true
    const subscriber = subscriberUnderTest().on(
      Placed,
      { ...billing, retry: { maxAttempts: 1 } },
      () => {
        if (broken) throw failure
      },
    )
    const event = outgoing(now())
    expect(await subscriber.handle(event, { signal })).toMatchObject([{ status: 'permanent' }])
    broken = false
    expect(await subscriber.handle(event, { signal })).toMatchObject([done])
  })

  test('stays spent while another handler of the event is tried again', async () => {
    let runs = 0
    let broken = true
    const subscriber = subscriberUnderTest()
      .on(Placed, { ...billing, retry: { maxAttempts: 1 } }, () => {
        runs += 1
        throw failure
      })
      .on(Placed, { consumer: 'stock' }, () => {
        if (broken) throw failure
      })
    const event = outgoing(now())
    const states = async (): Promise<string[]> =>
      (await subscriber.handle(event, { signal })).map(({ status }) => status)
    expect(await states()).toEqual(['permanent', 'transient'])
    const [verdict] = await subscriber.handle(event, { signal })
    expect(verdict).toMatchObject({ status: 'permanent', error: { attempts: 1 } })
    const [again] = await subscriber.handle(event, { signal })
    expect(again).toMatchObject({ status: 'permanent', error: { attempts: 1 } })
    broken = false
    expect(await states()).toEqual(['permanent', 'done'])
    expect(runs).toBe(1)
  })

  test('is not used up by units of work that could not begin', async () => {
    const inbox = inMemoryInbox()
    let isDown = true
    const unreachable: UnitOfWork<undefined> = {
      ...unitOfWork,
      run: (work, options) => (isDown ? Promise.reject(failure) : unitOfWork.run(work, options)),
    }
    const attempts: number[] = []
    const subscriber = subscriberUnderTest({ inbox, unitOfWork: unreachable }).on(
      Placed,
      { ...billing, retry: { maxAttempts: 1, interval: '3s' } },
      (_, { attempt }) => void attempts.push(attempt),
    )
    const event = outgoing(now())
    for (let delivery = 0; delivery < 3; delivery++) {
      const [verdict] = await subscriber.handle(event, { signal })
      expect(verdict).toMatchObject({ status: 'transient', error: failure })
      expect(verdict).toHaveProperty('retryAfter')
    }
    isDown = false
    expect(await subscriber.handle(event, { signal })).toMatchObject([done])
    expect(attempts).toEqual([1])
  })

  test('is not used up by a record that could not be written', async () => {
    let isDown = true
    const memory = inMemoryInbox()
    const inbox: Inbox = Object.assign(memory.attach(), {
      record: async (...parameters: Parameters<Inbox['record']>) => {
        if (isDown) throw failure
        return await memory.record(...parameters)
      },
    })
    const subscriber = subscriberUnderTest({ inbox }).on(
      Placed,
      { ...billing, retry: { maxAttempts: 1 } },
      () => {},
    )
    const event = outgoing(now())
    for (let delivery = 0; delivery < 2; delivery++) {
      const verdicts = await subscriber.handle(event, { signal })
      expect(verdicts).toMatchObject([{ status: 'transient', error: failure }])
    }
    isDown = false
    expect(await subscriber.handle(event, { signal })).toMatchObject([done])
  })

  test('is not used up while the transport waits for a unit of work in vain', async () => {
    const asked = gate()
    const free = gate()
    const short: UnitOfWork<undefined> = {
      ...unitOfWork,
      run: async (work, options) => {
        asked.open()
        await free.passed
        return await unitOfWork.run(work, options)
      },
    }
    const attempts: number[] = []
    const subscriber = subscriberUnderTest({ unitOfWork: short }).on(
      Placed,
      { ...billing, retry: { maxAttempts: 1 } },
      (_, { attempt, signal: limit }) => {
        attempts.push(attempt)
        limit.throwIfAborted()
      },
    )
    const event = outgoing(now())
    const transport = new AbortController()
    const first = subscriber.handle(event, { signal: transport.signal })
    await asked.passed
    transport.abort(failure)
    free.open()
    expect(await first).toMatchObject([{ status: 'transient', error: failure }])
    expect(await subscriber.handle(event, { signal })).toMatchObject([done])
    expect(attempts).toEqual([1])
  })

  test('stays spent when the transport does not hear that the event is given up', async () => {
    const transport = new AbortController()
    let runs = 0
    const subscriber = subscriberUnderTest().on(
      Placed,
      { ...billing, retry: { maxAttempts: 1 } },
      (_, { signal: limit }) => {
        runs += 1
        transport.abort(failure)
        limit.throwIfAborted()
      },
    )
    const event = outgoing(now())
    const given = { status: 'permanent', error: { attempts: 1 } }
    expect(await subscriber.handle(event, { signal: transport.signal })).toMatchObject([given])
    expect(await subscriber.handle(event, { signal })).toMatchObject([given])
    expect(runs).toBe(1)
  })

  test('is used up by a failure of another unit of work, also of one with an unknown outcome', async () => {
    const error = new CommitOutcomeUnknownError({ provider: 'another', cause: failure })
    const subscriber = subscriberUnderTest().on(
      Placed,
      { ...billing, retry: { maxAttempts: 1 } },
      () => Promise.reject(error),
    )
    const verdicts = await subscriber.handle(outgoing(now()), { signal })
    expect(verdicts).toMatchObject([{ status: 'permanent', error: { cause: error } }])
  })

  test('says when an attempt that did not begin stays counted', async () => {
    const inbox = Object.assign(inMemoryInbox(), {
      withdrawAttempt: () => Promise.reject(failure),
    })
    const logger = recordingLogger()
    const unreachable = { ...unitOfWork, run: () => Promise.reject(failure) }
    const subscriber = subscriberUnderTest({ inbox, logger, unitOfWork: unreachable }).on(
      Placed,
      { ...billing, retry: { maxAttempts: 1 } },
      () => {},
    )
    const [verdict] = await subscriber.handle(outgoing(now()), { signal })
    expect(verdict).toMatchObject({ status: 'transient', error: failure })
    expect(logger.matching(/stays counted/)).toHaveLength(1)
  })

  test('says when what was given up could not be forgotten', async () => {
    const inbox = Object.assign(inMemoryInbox(), {
      forgetAttempts: () => Promise.reject(failure),
    })
    const logger = recordingLogger()
    const subscriber = subscriberUnderTest({ inbox, logger }).on(
      Placed,
      { ...billing, retry: { maxAttempts: 1 } },
      () => Promise.reject(failure),
    )
    await subscriber.handle(outgoing(now()), { signal })
    expect(logger.matching(/could not be forgotten/)).toHaveLength(1)
  })
})

describe('a timeout', () => {
  test('aborts the signal, and rolls the unit of work back', { timeout: 3_000 }, async () => {
    const states: unknown[] = []
    const aborted = gate()
    const subscriber = subscriberUnderTest().on(
      Placed,
      { ...billing, timeout: 20 },
      async (_, { signal: limit }) => {
        const transaction = unitOfWork.current()
        transaction?.afterRollback(() => states.push(transaction.state))
        limit.addEventListener('abort', () => aborted.open())
        await aborted.passed
        await new Promise(() => {})
      },
    )
    const event = outgoing(now())
    const [verdict] = await subscriber.handle(event, { signal })
    expect(verdict).toMatchObject({ status: 'transient', error: { timeout: 20 } })
    expect(HandlerTimeoutError.isInstance((verdict as { error?: unknown }).error)).toBe(true)
    await expect.poll(() => states).toEqual(['rolledBack'])
  })

  test('is not blamed for the timeout of another unit of work', async () => {
    const error = new UnitOfWorkTimeoutError({ timeout: 20 })
    const subscriber = subscriberUnderTest().on(Placed, { ...billing, timeout: '60s' }, () =>
      Promise.reject(error),
    )
    const [verdict] = await subscriber.handle(outgoing(now()), { signal })
    expect(verdict).toEqual({ ...billing, status: 'transient', error })
  })
})

describe('what a handler publishes', () => {
  test('carries the id of its cause, the flow, and the trace', async () => {
    const eventLog = inMemoryEventLog()
    const transport = inProcessTransport()
    const published: ReceivedEvent[] = []
    const bus = createIntegrationEventBus({
      unitOfWork,
      eventLog,
      publisher: transport,
      traceContext: () => ({
        traceparent: '00-ffffffffffffffffffffffffffffffff-bbbbbbbbbbbbbbbb-01',
      }),
    })
    transport.subscriber.on(Billed, (event) => void published.push(event))
    const subscriber = subscriberUnderTest().on(Placed, billing, async ({ data }) => {
      await bus.publish(Billed, { invoice: data.total })
    })
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
    const cause = outgoing({
      ...now(),
      headers: { traceparent, tracestate: 'a=b', correlationid: 'checkout-1' },
    })
    await subscriber.handle(cause, { signal })
    await bus.drain()
    expect(published.map(({ headers }) => headers)).toEqual([
      { causationid: cause.id, correlationid: 'checkout-1', traceparent, tracestate: 'a=b' },
    ])
    await bus.stop()
  })

  test('carries the id of its cause from the hooks of its unit of work, too', async () => {
    const transport = inProcessTransport()
    const published: ReceivedEvent[] = []
    transport.subscriber.on(Billed, (event) => void published.push(event))
    const bus = createIntegrationEventBus({
      unitOfWork,
      eventLog: inMemoryEventLog(),
      publisher: transport,
    })
    const publish = (): Promise<unknown> => bus.publish(Billed, { invoice: '5' })
    const subscriber = subscriberUnderTest().on(Placed, billing, () => {
      unitOfWork.current()?.beforeCommit(publish)
      unitOfWork.current()?.afterCommit(() => unitOfWork.run(publish))
    })
    const { id, ...cause } = outgoing(now())
    await subscriber.handle({ id, ...cause }, { signal })
    await bus.drain()
    const headers = { causationid: id, correlationid: id }
    expect(published.map((event) => event.headers)).toEqual([headers, headers])
    await bus.stop()
  })

  test('is undone with it', async () => {
    const bus = createIntegrationEventBus({
      unitOfWork,
      eventLog: inMemoryEventLog(),
      publisher: inProcessTransport(),
    })
    const subscriber = subscriberUnderTest().on(Placed, billing, async () => {
      await bus.publish(Billed, { invoice: '5' })
      throw failure
    })
    await subscriber.handle(outgoing(now()), { signal })
    expect(await bus.stats()).toMatchObject({ pending: 0 })
    await bus.stop()
  })
})

describe('an inbox', () => {
  test('is opened once, before the first delivery or at start', async () => {
    const inbox = inMemoryInbox()
    const opened: unknown[] = []
    const open: Inbox['open'] = async (options) => void opened.push(options)
    const subscriber = subscriberUnderTest({ inbox: Object.assign(inbox, { open }) })
    subscriber.on(Placed, billing, () => {})
    await subscriber.handle(outgoing(now()), { signal })
    await subscriber.start()
    await subscriber.handle(outgoing(now()), { signal })
    expect(opened).toEqual([{ unitOfWork }])
    await subscriber.stop()
  })

  test('that can not be used has no handler called, and is tried again', async () => {
    let broken = true
    const open: Inbox['open'] = async () => {
      if (broken) throw failure
    }
    const subscriber = subscriberUnderTest({ inbox: Object.assign(inMemoryInbox(), { open }) })
    let runs = 0
    subscriber.on(Placed, billing, () => void (runs += 1))
    await expect(subscriber.start()).rejects.toThrow(InboxUnavailableError)
    const event = outgoing(now())
    expect(await subscriber.handle(event, { signal })).toMatchObject([
      { status: 'transient', error: { inbox: 'in-memory', cause: failure } },
    ])
    expect(runs).toBe(0)
    broken = false
    expect(await subscriber.handle(event, { signal })).toMatchObject([done])
    await subscriber.stop()
  })

  test(
    'has its expired records deleted while the subscriber runs',
    { timeout: 3_000 },
    async () => {
      const deleted = gate()
      let stopped = false
      const inbox = Object.assign(inMemoryInbox(), {
        deleteExpired: async ({ limit }: { limit: number }) => {
          expect(limit).toBe(1_000)
          expect(stopped).toBe(false)
          deleted.open()
          return { deleted: 0, more: false }
        },
      })
      const subscriber = subscriberUnderTest({ inbox, cleaningExpireInterval: 10 })
      subscriber.on(Placed, billing, () => {})
      await subscriber.handle(outgoing(now()), { signal })
      await deleted.passed
      await subscriber.stop()
      stopped = true
    },
  )

  test('has nothing deleted any more once the subscriber was stopped, also while it was being opened', async () => {
    const opening = gate()
    const opened = gate()
    let batches = 0
    const inbox: Inbox = Object.assign(inMemoryInbox(), {
      open: async () => {
        opening.open()
        await opened.passed
      },
      deleteExpired: async () => {
        batches += 1
        return { deleted: 0, more: false }
      },
    })
    const subscriber = subscriberUnderTest({ inbox, cleaningExpireInterval: 10 })
    const started = subscriber.start()
    await opening.passed
    await subscriber.stop()
    opened.open()
    await started
    await subscriber.on(Placed, billing, () => {}).handle(outgoing(now()), { signal })
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(batches).toBe(0)
    await subscriber.start()
    await expect.poll(() => batches).toBeGreaterThan(0)
    await subscriber.stop()
  })

  test(
    'whose database does not answer keeps nobody from stopping',
    { timeout: 12_000 },
    async () => {
      const asked = gate()
      const inbox = Object.assign(inMemoryInbox(), {
        deleteExpired: () => {
          asked.open()
          return new Promise<never>(() => {})
        },
      })
      const subscriber = subscriberUnderTest({ inbox, cleaningExpireInterval: 10 })
      await subscriber.start()
      await asked.passed
      await expect(subscriber.stop()).resolves.toBeUndefined()
    },
  )

  test('whose database left a deletion without an answer is cleaned again later', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    let batches = 0
    const inbox = Object.assign(inMemoryInbox(), {
      deleteExpired: async () => {
        batches += 1
        if (batches === 1) await new Promise(() => {})
        return { deleted: 0, more: false }
      },
    })
    const logger = recordingLogger()
    const subscriber = subscriberUnderTest({ inbox, logger, cleaningExpireInterval: '1s' })
    await subscriber.start()
    await vi.advanceTimersByTimeAsync(30_000)
    expect(batches).toBe(1)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(batches).toBeGreaterThan(1)
    expect(logger.matching(/deleting expired records of the inbox fails/)).toHaveLength(1)
    await subscriber.stop()
  })

  test('and the bus begin and end together over the in-process transport', async () => {
    const inbox = inMemoryInbox()
    const events: string[] = []
    const subscriber = subscriberUnderTest({
      inbox: Object.assign(inbox, { open: async () => void events.push('open') }),
    })
    const stop = subscriber.stop.bind(subscriber)
    subscriber.stop = async () => {
      events.push('stop')
      await stop()
    }
    const transport = inProcessTransport({ subscriber })
    expectTypeOf(transport.subscriber).toEqualTypeOf<InboxSubscriber<undefined>>()
    const bus = createIntegrationEventBus({
      unitOfWork,
      eventLog: inMemoryEventLog(),
      publisher: transport,
    })
    await bus.start()
    expect(events).toEqual(['open'])
    await bus.stop()
    expect(events).toEqual(['open', 'stop'])
  })
})

describe('what is refused', () => {
  test('a handler without a consumer', () => {
    const subscriber = subscriberUnderTest()
    // @ts-expect-error -- the type demands it, too
    expect(() => subscriber.on(Placed, {}, () => {})).toThrow(/no consumer, under whose name/)
    // @ts-expect-error -- the type demands it, too
    expect(() => subscriber.on(Placed, () => {})).toThrow(SubscriptionError)
  })

  test('a decorated method without a consumer, which a renamed class would rename', () => {
    class Handlers {
      handle(_event: ReceivedEvent<{ total: string }>, _: InboxHandlerContext<undefined>): void {}
    }
    const decorate = (options?: TopicOptions): Handlers => {
      const descriptor = Object.getOwnPropertyDescriptor(Handlers.prototype, 'handle')!
      Topic('pubsub', Placed, options)(Handlers.prototype, 'handle', descriptor)
      return new Handlers()
    }
    expect(() => subscriberUnderTest().register(decorate())).toThrow(/no consumer/)
    const named = decorate({ consumer: 'billing', retry: { maxAttempts: 2 } })
    const subscriber = subscriberUnderTest().register(named)
    expect(subscriber.handlersOf('orders.placed')).toMatchObject([billing])
  })

  test('a second handler of the same consumer', () => {
    const subscriber = subscriberUnderTest().on(Placed, billing, () => {})
    expect(() => subscriber.on(Placed, billing, () => {})).toThrow(/handles this topic already/)
  })

  test('a delivery inside of a unit of work, which could be rolled back afterwards', async () => {
    let runs = 0
    const subscriber = subscriberUnderTest().on(Placed, billing, () => void (runs += 1))
    const [verdict] = await unitOfWork.run(() => subscriber.handle(outgoing(now()), { signal }))
    expect(verdict).toMatchObject({ status: 'transient' })
    const { error } = verdict as { error?: unknown }
    expect(DeliveryInsideUnitOfWorkError.isInstance(error)).toBe(true)
    expect(runs).toBe(0)
  })

  test.each([
    ['unitOfWork', { unitOfWork: undefined }],
    ['inbox', { inbox: undefined }],
    ['inbox', { inbox: {} }],
    ['inboxExpireDate', { inboxExpireDate: 'soon' }],
    ['inboxExpireDate', { inboxExpireDate: 10 }],
    ['onOutsideInboxWindow', { onOutsideInboxWindow: 'drop' }],
    ['cleaningExpireInterval', { cleaningExpireInterval: 0 }],
    ['concurrentDeliveryWait', { concurrentDeliveryWait: -1 }],
    ['logger', { logger: {} }],
    ['inboxExpiredate', { inboxExpiredate: '7d' }],
  ])('the option %s of %o', (option, options) => {
    const make = (): unknown => subscriberUnderTest(options as never)
    expect(make).toThrow(BusOptionError)
    expect(make).toThrow(`option 'createSubscriber.${option}'`)
  })

  test.each([
    ['timeout', { timeout: 0 }],
    ['timeout', { timeout: 'soon' }],
    ['retry', { retry: 5 }],
    ['retry.maxAttempts', { retry: { maxAttempts: 0 } }],
    ['retry.maxAttempts', { retry: { maxAttempts: 1.5 } }],
    ['retry.interval', { retry: { interval: -1 } }],
    ['retry.maximumInterval', { retry: { interval: '2m', maximumInterval: '1m' } }],
    ['retry.attempts', { retry: { attempts: 3 } }],
    ['retries', { retries: 3 }],
  ])("the handler's option %s of %o", (option, options) => {
    const register = (): unknown => createSubscriber().on(Placed, options as never, () => {})
    expect(register).toThrow(SubscriptionError)
    expect(register).toThrow(option)
  })
})
