import {
  createSubscriber,
  defineEvent,
  DuplicateTopicError,
  EventDefinitionError,
  EventValidationError,
  IntegrationEvent,
  MalformedEventError,
  type ReceivedEvent,
  SubscriptionError,
} from 'integration-events'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import { outgoing, signal } from './support.ts'

const Placed = defineEvent('orders.placed', {
  schema: z.object({ total: z.string().transform(Number) }),
})

describe('a handler', () => {
  test("is given the event with its schema's output, the signal and the attempt", async () => {
    const received: unknown[] = []
    const subscriber = createSubscriber().on(Placed, (event, context) => {
      expectTypeOf(event).toEqualTypeOf<ReceivedEvent<{ total: number }>>()
      received.push(event, context)
    })
    const event = outgoing({ key: 'a', headers: { tenant: 'b' } })
    const verdicts = await subscriber.handle(event, { signal, attempt: 3 })
    expect(verdicts).toEqual([{ consumer: 'handler-1', status: 'done' }])
    expect(received).toEqual([
      {
        id: event.id,
        topic: 'orders.placed',
        type: 'orders.placed',
        source: 'shop',
        time: new Date(1_700_000_000_123),
        key: 'a',
        headers: { tenant: 'b' },
        data: { total: 5 },
      },
      { signal, attempt: 3 },
    ])
  })

  test('that throws or rejects is to be tried again', async () => {
    const error = new Error('no stock')
    const subscriber = createSubscriber()
      .on(Placed, { consumer: 'throws' }, () => {
        throw error
      })
      .on(Placed, { consumer: 'rejects' }, () => Promise.reject(error))
    expect(await subscriber.handle(outgoing(), { signal })).toEqual([
      { consumer: 'throws', status: 'transient', error },
      { consumer: 'rejects', status: 'transient', error },
    ])
  })

  test('can never handle data that does not fit the schema, and is not called', async () => {
    let called = false
    const subscriber = createSubscriber().on(Placed, () => {
      called = true
    })
    for (const data of ['{"total":5}', '{', 'null']) {
      expect(await subscriber.handle(outgoing({ data }), { signal })).toEqual([
        { consumer: 'handler-1', status: 'permanent', error: expect.any(EventValidationError) },
      ])
    }
    expect(called).toBe(false)
  })

  test.each([
    ['id', { id: '' }],
    ['id', { id: undefined }],
    ['source', { source: 7 }],
    ['time', { time: Number.NaN }],
    ['time', { time: null }],
    ['time', { time: '2026-11-26T00:00:00Z' }],
    ['time', { time: 9e15 }],
    ['headers', { headers: undefined }],
    ['headers', { headers: null }],
  ])(
    'can never handle what is no event, by its %s in %o, and is not called',
    async (name, part) => {
      let called = false
      const subscriber = createSubscriber().on(Placed, () => {
        called = true
      })
      const verdicts = await subscriber.handle(outgoing(part as never), { signal })
      expect(verdicts).toEqual([
        { consumer: 'handler-1', status: 'permanent', error: expect.any(MalformedEventError) },
      ])
      expect(verdicts).toMatchObject([
        {
          error: {
            topic: 'orders.placed',
            problem: expect.stringMatching(`^its ${name} (?:is|are) `),
          },
        },
      ])
      expect(called).toBe(false)
    },
  )

  test('is tried again when another event that it publishes does not fit its schema', async () => {
    const error = new EventValidationError({ topic: 'other', issues: [] })
    const subscriber = createSubscriber().on(Placed, () => Promise.reject(error))
    expect(await subscriber.handle(outgoing(), { signal })).toMatchObject([{ status: 'transient' }])
  })

  test('is tried again when the schema itself fails', async () => {
    const error = new Error('no connection')
    const Checked = defineEvent('orders.placed', {
      schema: {
        '~standard': { version: 1, vendor: 'test', validate: () => Promise.reject(error) },
      },
    })
    const subscriber = createSubscriber().on(Checked, () => {})
    expect(await subscriber.handle(outgoing(), { signal })).toEqual([
      { consumer: 'handler-1', status: 'transient', error },
    ])
  })

  test('has a copy of the data of its own', async () => {
    const seen: unknown[] = []
    const subscriber = createSubscriber()
      .on(Placed, ({ data, headers }) => {
        data.total = 0
        Object.assign(headers, { tenant: 'changed' })
      })
      .on(Placed, ({ data, headers }) => seen.push(data, headers))
    const event = outgoing({ headers: { tenant: 'b' } })
    await subscriber.handle(event, { signal })
    expect(seen).toEqual([{ total: 5 }, { tenant: 'b' }])
    expect(event.headers).toEqual({ tenant: 'b' })
  })

  test('may be for an event in the style of classes, and is given its data', async () => {
    class OrderPlaced extends IntegrationEvent {
      static topic = 'orders.placed'
      readonly total: string = ''
    }
    const totals: string[] = []
    const subscriber = createSubscriber().on(
      OrderPlaced,
      ({ data }) => void totals.push(data.total),
    )
    await subscriber.handle(outgoing(), { signal })
    expect(totals).toEqual(['5'])
  })
})

describe('the handlers of an event', () => {
  test('are called one after the other, in the order of registration, whatever each of them says', async () => {
    const calls: string[] = []
    const subscriber = createSubscriber()
      .on(Placed, { consumer: 'first' }, async () => {
        calls.push('first begins')
        await new Promise(setImmediate)
        calls.push('first ends')
        throw new Error('no stock')
      })
      .register({
        event: Placed,
        consumer: 'second',
        handler: () => void calls.push('second'),
      })
    const verdicts = await subscriber.handle(outgoing(), { signal })
    expect(calls).toEqual(['first begins', 'first ends', 'second'])
    expect(verdicts.map(({ consumer, status }) => [consumer, status])).toEqual([
      ['first', 'transient'],
      ['second', 'done'],
    ])
  })

  test('are not called again if they have handled it before', async () => {
    const calls: string[] = []
    const subscriber = createSubscriber()
      .on(Placed, { consumer: 'first' }, () => void calls.push('first'))
      .on(Placed, { consumer: 'second' }, () => void calls.push('second'))
    const verdicts = await subscriber.handle(outgoing(), { signal, except: new Set(['first']) })
    expect(calls).toEqual(['second'])
    expect(verdicts).toEqual([{ consumer: 'second', status: 'done' }])
  })

  test('are not called any more once the signal is aborted', async () => {
    const controller = new AbortController()
    const reason = new Error('time is over')
    const calls: string[] = []
    const subscriber = createSubscriber()
      .on(Placed, { consumer: 'first' }, () => controller.abort(reason))
      .on(Placed, { consumer: 'second' }, () => void calls.push('second'))
    const verdicts = await subscriber.handle(outgoing(), { signal: controller.signal })
    expect(calls).toEqual([])
    expect(verdicts).toEqual([
      { consumer: 'first', status: 'done' },
      { consumer: 'second', status: 'transient', error: reason },
    ])
  })

  test('are found by their topic, and there may be none', async () => {
    const subscriber = createSubscriber().on(Placed, () => {})
    expect(subscriber.topics()).toEqual(['orders.placed'])
    expect(subscriber.handlersOf('orders.placed')).toHaveLength(1)
    expect(subscriber.handlersOf('orders.shipped')).toEqual([])
    expect(await subscriber.handle(outgoing({ topic: 'orders.shipped' }), { signal })).toEqual([])
  })
})

describe('a registration', () => {
  test('is refused for a second definition of a topic', () => {
    const subscriber = createSubscriber().on(Placed, () => {})
    expect(() => subscriber.on(defineEvent('orders.placed'), () => {})).toThrow(DuplicateTopicError)
  })

  test('is refused for a second handler of one consumer, and leaves the first alone', async () => {
    const subscriber = createSubscriber().on(Placed, { consumer: 'billing' }, () => {})
    expect(() => subscriber.on(Placed, { consumer: 'billing' }, () => {})).toThrow(
      SubscriptionError,
    )
    expect(subscriber.handlersOf('orders.placed')).toHaveLength(1)
    const Shipped = defineEvent('orders.shipped')
    expect(() => subscriber.on(Shipped, { consumer: 'billing' }, () => {})).not.toThrow()
  })

  test('numbers the handlers of a topic that have no name', () => {
    const subscriber = createSubscriber()
      .on(Placed, () => {})
      .on(Placed, { consumer: 'billing' }, () => {})
      .on(Placed, () => {})
    const consumers = subscriber.handlersOf('orders.placed').map(({ consumer }) => consumer)
    expect(consumers).toEqual(['handler-1', 'billing', 'handler-3'])
  })

  test.each<[string, unknown[]]>([
    ['no function', [Placed, 'handler']],
    ['no handler', [Placed, { consumer: 'a' }]],
    ['an empty consumer', [Placed, { consumer: ' ' }, () => {}]],
    ['a consumer that is no string', [Placed, { consumer: 1 }, () => {}]],
    ['an unknown option', [Placed, { Consumer: 'a' }, () => {}]],
  ])('is refused with %s', (_, parameters) => {
    const subscriber = createSubscriber()
    const on = subscriber.on.bind(subscriber) as (...parameters: unknown[]) => unknown
    expect(() => on(...parameters)).toThrow(SubscriptionError)
    expect(subscriber.handlersOf('orders.placed')).toEqual([])
  })

  test('is refused for what is no event', () => {
    expect(() => createSubscriber().on('orders.placed' as never, () => {})).toThrow(
      EventDefinitionError,
    )
  })
})
