import {
  BusOptionError,
  createSubscriber,
  defineEvent,
  type InProcessTransport,
  type InProcessTransportOptions,
  inProcessTransport,
  type OutgoingEvent,
  type PublishOutcome,
} from 'integration-events'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { pending, recordingLogger, settled } from '../bus/support.ts'
import { outgoing, signal } from '../subscriber/support.ts'

const Placed = defineEvent<{ total: string }>('orders.placed')
const failure = new Error('no stock')
/** The transport works: a handler that throws pauses no topic. */
const failedAlone = { status: 'transient', error: failure, concerns: 'event' }

function transportUnderTest(options: InProcessTransportOptions = {}): InProcessTransport {
  return inProcessTransport({ logger: recordingLogger(), ...options })
}

async function send(
  transport: InProcessTransport,
  event: OutgoingEvent,
  during: AbortSignal = signal,
): Promise<PublishOutcome | undefined> {
  const outcomes = await transport.publish([event], { signal: during })
  expect(outcomes).toHaveLength(1)
  return outcomes[0]
}

describe('an event', () => {
  test('is accepted once all its handlers have handled it', async () => {
    const transport = transportUnderTest()
    const last = pending()
    const handled: string[] = []
    transport.subscriber
      .on(Placed, ({ data }) => void handled.push(data.total))
      .on(Placed, () => last.promise)
    let outcome: PublishOutcome | undefined
    const sending = send(transport, outgoing()).then((answer) => (outcome = answer))
    await settled()
    expect(handled).toEqual(['5'])
    expect(outcome).toBeUndefined()
    last.resolve()
    await sending
    expect(outcome).toEqual({ status: 'accepted' })
  })

  test('is sent again when a handler fails, and only the handlers that have not finished run', async () => {
    const transport = transportUnderTest()
    const runs: string[] = []
    let broken = true
    transport.subscriber
      .on(Placed, { consumer: 'a' }, () => void runs.push('a'))
      .on(Placed, { consumer: 'b' }, (_, { attempt }) => {
        runs.push(`b${attempt}`)
        if (broken) throw failure
      })
      .on(Placed, { consumer: 'c' }, () => void runs.push('c'))
    const event = outgoing()
    expect(await send(transport, event)).toEqual(failedAlone)
    broken = false
    expect(await send(transport, event)).toEqual({ status: 'accepted' })
    expect(runs).toEqual(['a', 'b1', 'c', 'b2'])
  })

  test('keeps its progress apart from that of other events', async () => {
    const transport = transportUnderTest()
    const runs: string[] = []
    let broken = true
    transport.subscriber
      .on(Placed, { consumer: 'a' }, ({ data }) => void runs.push(`a${data.total}`))
      .on(Placed, { consumer: 'b' }, ({ data }) => {
        runs.push(`b${data.total}`)
        if (broken) throw failure
      })
    const [first, second] = [outgoing({ data: '{"total":1}' }), outgoing({ data: '{"total":2}' })]
    await send(transport, first)
    broken = false
    await send(transport, second)
    await send(transport, first)
    expect(runs).toEqual(['a1', 'b1', 'a2', 'b2', 'b1'])
  })

  test('can never be handled when its data does not fit the schema', async () => {
    const Checked = defineEvent('orders.placed', { schema: z.object({ total: z.number() }) })
    const transport = transportUnderTest({ handlerRetryTimes: 3 })
    transport.subscriber.on(Checked, () => {})
    expect(await send(transport, outgoing())).toMatchObject({ status: 'permanent' })
  })

  test('is sent again as long as one handler can still handle it, then given up for the other', async () => {
    let fits = false
    const Checked = defineEvent('orders.placed', {
      schema: {
        '~standard': {
          version: 1,
          vendor: 'test',
          // Of the two handlers, the first one sees data that does not fit.
          validate: (value) => {
            fits = !fits
            return fits ? { issues: [{ message: 'wrong' }] } : { value }
          },
        },
      },
    })
    const transport = transportUnderTest()
    let broken = true
    let runs = 0
    transport.subscriber
      .on(Checked, () => {})
      .on(Checked, () => {
        runs += 1
        if (broken) throw failure
      })
    const event = outgoing()
    expect(await send(transport, event)).toEqual(failedAlone)
    broken = false
    fits = true
    expect(await send(transport, event)).toMatchObject({ status: 'permanent' })
    expect(runs).toBe(2)
    // Replayed after the first handler was mended: it gets its chance, the second has finished.
    fits = true
    expect(await send(transport, event)).toEqual({ status: 'accepted' })
    expect(runs).toBe(2)
  })

  test('without handlers is accepted, with one warning per topic', async () => {
    const logger = recordingLogger()
    const transport = transportUnderTest({ logger })
    for (const topic of ['a', 'a', 'b']) {
      expect(await send(transport, outgoing({ topic }))).toEqual({ status: 'accepted' })
    }
    expect(logger.lines.map(({ level, fields }) => [level, fields])).toEqual([
      ['warn', { topic: 'a' }],
      ['warn', { topic: 'b' }],
    ])
  })

  test('has an outcome of its own in a batch, in its order', async () => {
    const transport = transportUnderTest()
    transport.subscriber.on(Placed, ({ data }) => {
      if (data.total === 'bad') throw failure
    })
    const events = ['good', 'bad', 'good'].map((total) =>
      outgoing({ data: JSON.stringify({ total }) }),
    )
    const outcomes = await transport.publish(events, { signal })
    expect(outcomes.map(({ status }) => status)).toEqual(['accepted', 'transient', 'accepted'])
  })
})

describe('a handler that fails', () => {
  test('is retried within the send as often as asked for, by itself', async () => {
    const transport = transportUnderTest({ handlerRetryTimes: 2, handlerRetryInterval: 1 })
    const runs: string[] = []
    transport.subscriber
      .on(Placed, { consumer: 'a' }, (_, { attempt }) => {
        runs.push(`a${attempt}`)
        if (attempt < 3) throw failure
      })
      .on(Placed, { consumer: 'b' }, () => void runs.push('b'))
    expect(await send(transport, outgoing())).toEqual({ status: 'accepted' })
    expect(runs).toEqual(['a1', 'b', 'a2', 'a3'])
  })

  test('is not retried within the send by default', async () => {
    const transport = transportUnderTest()
    let runs = 0
    transport.subscriber.on(Placed, () => {
      runs += 1
      throw failure
    })
    expect(await send(transport, outgoing())).toEqual(failedAlone)
    expect(runs).toBe(1)
  })

  test('is not retried within the send any more once its time is over', async () => {
    const transport = transportUnderTest({ handlerRetryTimes: 5, handlerRetryInterval: '1h' })
    const controller = new AbortController()
    let runs = 0
    transport.subscriber.on(Placed, () => {
      runs += 1
      throw failure
    })
    const sending = send(transport, outgoing(), controller.signal)
    await settled()
    controller.abort()
    expect(await sending).toEqual(failedAlone)
    expect(runs).toBe(1)
  })
})

describe('handlers', () => {
  /** Sends three events to a handler that waits for the test, and counts how many runs there are. */
  async function mostAtOnce(transport: InProcessTransport): Promise<number> {
    let running = 0
    let most = 0
    transport.subscriber.on(Placed, async () => {
      running += 1
      most = Math.max(most, running)
      await settled()
      running -= 1
    })
    const outcomes = await Promise.all([1, 2, 3].map(() => send(transport, outgoing())))
    expect(outcomes).toEqual(Array(3).fill({ status: 'accepted' }))
    return most
  }

  test('run one at a time, over all sends', async () => {
    expect(await mostAtOnce(transportUnderTest())).toBe(1)
  })

  test('run as many at a time as asked for', async () => {
    expect(await mostAtOnce(transportUnderTest({ concurrency: 2 }))).toBe(2)
  })
})

describe('a handler whose time is over', () => {
  test('may yet do its work: the outcome is unknown, and the signal tells the handler', async () => {
    const transport = transportUnderTest()
    const controller = new AbortController()
    const reason = new Error('publishTimeout')
    let told: unknown
    transport.subscriber.on(Placed, (_, context) => {
      context.signal.addEventListener('abort', () => (told = context.signal.reason))
      return new Promise(() => {})
    })
    const sending = send(transport, outgoing(), controller.signal)
    await settled()
    controller.abort(reason)
    expect(await sending).toEqual({ status: 'unknown', error: reason })
    expect(told).toBe(reason)
  })

  test('is waited for by the next send of its event, and not started a second time', async () => {
    const transport = transportUnderTest()
    const controller = new AbortController()
    const end = pending()
    let runs = 0
    transport.subscriber.on(Placed, () => {
      runs += 1
      return end.promise
    })
    const event = outgoing()
    const first = send(transport, event, controller.signal)
    await settled()
    controller.abort()
    expect(await first).toMatchObject({ status: 'unknown' })
    const second = send(transport, event)
    await settled()
    end.resolve()
    expect(await second).toEqual({ status: 'accepted' })
    expect(runs).toBe(1)
  })

  test('holds up no other event', { timeout: 5_000 }, async () => {
    const transport = transportUnderTest()
    const controller = new AbortController()
    transport.subscriber.on(Placed, ({ data }) =>
      data.total === 'hangs' ? new Promise(() => {}) : undefined,
    )
    const hanging = send(transport, outgoing({ data: '{"total":"hangs"}' }), controller.signal)
    const waiting = send(transport, outgoing())
    await settled()
    controller.abort()
    expect(await hanging).toMatchObject({ status: 'unknown' })
    expect(await waiting).toEqual({ status: 'accepted' })
  })

  test('that waited for its turn was not started: the event can be sent again', async () => {
    const transport = transportUnderTest()
    const controller = new AbortController()
    const reason = new Error('publishTimeout')
    const end = pending()
    const started: string[] = []
    transport.subscriber.on(Placed, ({ data }) => {
      started.push(data.total)
      return data.total === '1' ? end.promise : undefined
    })
    const running = send(transport, outgoing({ data: '{"total":"1"}' }))
    const event = outgoing({ data: '{"total":"2"}' })
    const waiting = send(transport, event, controller.signal)
    await settled()
    controller.abort(reason)
    expect(await waiting).toEqual({ status: 'transient', error: reason })
    expect(await send(transport, event, controller.signal)).toEqual({
      status: 'transient',
      error: reason,
    })
    expect(started).toEqual(['1'])
    end.resolve()
    expect(await running).toEqual({ status: 'accepted' })
    expect(await send(transport, event)).toEqual({ status: 'accepted' })
  })
})

describe('the memory of finished handlers', () => {
  test('is bounded: what is forgotten runs again', async () => {
    const transport = transportUnderTest({ rememberedEvents: 2 })
    const runs: string[] = []
    transport.subscriber
      .on(Placed, { consumer: 'a' }, ({ data }) => void runs.push(data.total))
      .on(Placed, { consumer: 'b' }, () => {
        throw failure
      })
    const [first, second, third] = ['1', '2', '3'].map((total) =>
      outgoing({ data: JSON.stringify({ total }) }),
    ) as [OutgoingEvent, OutgoingEvent, OutgoingEvent]
    await send(transport, first)
    await send(transport, second)
    await send(transport, first)
    await send(transport, third)
    expect(runs).toEqual(['1', '2', '3'])
    await send(transport, first)
    await send(transport, second)
    expect(runs).toEqual(['1', '2', '3', '2'])
  })

  test('never forgets a handler that is still running', async () => {
    const transport = transportUnderTest({ rememberedEvents: 1, concurrency: 2 })
    const controller = new AbortController()
    let runs = 0
    transport.subscriber.on(Placed, ({ data }) => {
      if (data.total !== 'hangs') throw failure
      runs += 1
      return new Promise(() => {})
    })
    const hangs = outgoing({ data: '{"total":"hangs"}' })
    const first = send(transport, hangs, controller.signal)
    await send(transport, outgoing())
    await send(transport, outgoing())
    controller.abort()
    await first
    const again = new AbortController()
    const second = send(transport, hangs, again.signal)
    await settled()
    again.abort()
    expect(await second).toMatchObject({ status: 'unknown' })
    expect(runs).toBe(1)
  })
})

describe('the transport', () => {
  test('takes one event at a time, so that the timeout is that of an event', () => {
    expect(transportUnderTest()).toMatchObject({ name: 'in-process', maxBatchSize: 1 })
  })

  test('takes a subscriber of the user', async () => {
    const subscriber = createSubscriber()
    expect(transportUnderTest({ subscriber }).subscriber).toBe(subscriber)
  })

  test.each<Record<string, unknown>>([
    { subscriber: {} },
    { handlerRetryTimes: -1 },
    { handlerRetryInterval: 'soon' },
    { concurrency: 0 },
    { rememberedEvents: 0 },
    { logger: {} },
    { retries: 1 },
  ])('refuses the options %j', (options) => {
    expect(() => inProcessTransport(options as never)).toThrow(BusOptionError)
    expect(() => inProcessTransport(options as never)).toThrow(/'inProcessTransport\./)
  })
})
