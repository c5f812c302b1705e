import {
  defineEvent,
  DuplicateTopicError,
  EventDefinitionError,
  IntegrationEvent,
  InvalidTopicError,
  PublishOptionError,
} from 'integration-events'
import { describe, expect, test } from 'vitest'
import { busUnderTest, storedEvents } from './support.ts'

class DemoIntegrationEvent extends IntegrationEvent {
  static topic = 'demo'
  static key = (event: DemoIntegrationEvent): string => event.orderId
  readonly orderId: string
  readonly #secret = 'not data'

  constructor(orderId: string) {
    super()
    this.orderId = orderId
  }

  get length(): number {
    return this.orderId.length + this.#secret.length
  }
}

describe('an event in the style of classes', () => {
  test('has the same envelope as a defined one: its own properties are its data', async () => {
    const { bus, unitOfWork, log } = busUnderTest()
    const options = { headers: { tenant: 'a' } }
    const { id } = await unitOfWork.run(() => bus.publish(new DemoIntegrationEvent('1'), options))
    expect(await storedEvents(log)).toEqual([
      {
        id,
        topic: 'demo',
        type: 'demo',
        source: 'shop',
        time: expect.any(Number),
        key: '1',
        headers: { tenant: 'a' },
        data: '{"orderId":"1"}',
      },
    ])
  })

  test('has the name of its class as topic, unless it says another', async () => {
    class OrderPlaced extends IntegrationEvent {}
    const { bus, unitOfWork, log } = busUnderTest()
    await unitOfWork.run(() => bus.publish(new OrderPlaced()))
    expect(await storedEvents(log)).toMatchObject([{ topic: 'OrderPlaced', data: '{}' }])
  })

  test('is published as an instance, not as a class', async () => {
    const { bus, unitOfWork } = busUnderTest()
    const failed = unitOfWork.run(() => bus.publish(DemoIntegrationEvent as never, {}))
    await expect(failed).rejects.toBeInstanceOf(EventDefinitionError)
    await expect(failed).rejects.toThrow('publish(new DemoIntegrationEvent(...))')
  })
})

describe('the topics of a bus', () => {
  test('are checked for duplicates when it is created, for the events that it is told of', () => {
    const events = [defineEvent('same'), defineEvent('same')]
    expect(() => busUnderTest({ events })).toThrow(DuplicateTopicError)
  })

  test('are checked for emptiness when it is created', () => {
    class Nameless extends IntegrationEvent {
      static topic = ' '
    }
    expect(() => busUnderTest({ events: [Nameless] })).toThrow(InvalidTopicError)
  })

  test('are checked for duplicates at first use, for other events', async () => {
    const { bus, unitOfWork, log } = busUnderTest({ events: [defineEvent('orders')] })
    const failed = unitOfWork.run(() => bus.publish(defineEvent('orders'), {}))
    await expect(failed).rejects.toBeInstanceOf(DuplicateTopicError)
    expect(await storedEvents(log)).toEqual([])
  })

  test('are not inherited: a class needs a topic of its own', async () => {
    class Special extends DemoIntegrationEvent {}
    const { bus, unitOfWork } = busUnderTest({ events: [DemoIntegrationEvent] })
    const failed = unitOfWork.run(() => bus.publish(new Special('1')))
    await expect(failed).rejects.toBeInstanceOf(DuplicateTopicError)
  })

  test('may be used again and again by one definition, and told twice', async () => {
    const Orders = defineEvent<object>('orders')
    const { bus, unitOfWork, log } = busUnderTest({ events: [Orders, Orders] })
    await unitOfWork.run(() => Promise.all([bus.publish(Orders, {}), bus.publish(Orders, {})]))
    expect(await storedEvents(log)).toHaveLength(2)
  })

  test('belong to events: anything else is refused', async () => {
    const { bus, unitOfWork } = busUnderTest()
    for (const event of [undefined, null, 'orders', {}, { topic: 'orders' }, class {}]) {
      const failed = unitOfWork.run(() => bus.publish(event as never, {} as never))
      await expect(failed).rejects.toBeInstanceOf(EventDefinitionError)
    }
  })
})

describe('the options of a publish', () => {
  const Placed = defineEvent<{ orderId: string }>('orders.placed', {
    key: ({ orderId }) => orderId,
  })
  const data = { orderId: '1' }

  test.each([
    ['key', { key: '' }],
    ['key', { key: 1 }],
    ['key', { key: 'a\0b' }],
    ['key', { key: '\ud800' }],
    ['headers', { headers: 'a' }],
    ['headers', { headers: ['a'] }],
    ['headers.Tenant', { headers: { Tenant: 'a' } }],
    ['headers.tenant-id', { headers: { 'tenant-id': 'a' } }],
    ['headers.id', { headers: { id: 'a' } }],
    ['headers.partitionkey', { headers: { partitionkey: 'a' } }],
    ['headers.deliverydate', { headers: { deliverydate: '2026-11-23T00:00:00.000Z' } }],
    ['headers.tenant', { headers: { tenant: 1 } }],
    ['headers.tenant', { headers: { tenant: 'a\nb' } }],
    ['headers.tenant', { headers: { tenant: '\udc00' } }],
    ['unitOfWork', { unitOfWork: {} }],
    ['unitOfWork', { unitOfWork: null }],
    ['unitofwork', { unitofwork: 'own' }],
    ['options', 'own'],
  ])('are checked, and %s is named', async (option, options) => {
    const { bus, unitOfWork, log } = busUnderTest()
    const failed = unitOfWork.run(() => bus.publish(Placed, data, options as never))
    await expect(failed).rejects.toBeInstanceOf(PublishOptionError)
    await expect(failed).rejects.toMatchObject({ option })
    expect(await storedEvents(log)).toEqual([])
  })

  test.each([
    [{}, '1'],
    [{ key: 'other' }, 'other'],
    [{ key: null }, null],
  ])('can replace the key of the definition: %j', async (options, key) => {
    const { bus, unitOfWork, log } = busUnderTest()
    await unitOfWork.run(() => bus.publish(Placed, data, options))
    expect(log.appends).toMatchObject([[{ event: { key } }]])
  })

  test('stand above the trace, which the bus asks for in the context of the publish', async () => {
    const trace = { traceparent: '00-1-2-01', tracestate: 'a=b' }
    const { bus, unitOfWork, log } = busUnderTest({ traceContext: () => trace })
    await unitOfWork.run(() => bus.publish(Placed, data, { headers: { tracestate: 'c=d' } }))
    expect(log.appends).toMatchObject([
      [{ event: { headers: { traceparent: '00-1-2-01', tracestate: 'c=d' } } }],
    ])
  })

  test('bring a trace of their own without the state of the one around them', async () => {
    const trace = { traceparent: '00-1-2-01', tracestate: 'a=b' }
    const { bus, unitOfWork, log } = busUnderTest({ traceContext: () => trace })
    const headers = { traceparent: '00-3-4-01' }
    await unitOfWork.run(() => bus.publish(Placed, data, { headers }))
    expect(log.appends[0]?.[0]?.event.headers).toEqual(headers)
  })

  test.each([
    () => {
      throw new Error('no tracer')
    },
    () => undefined,
    () => ({ traceparent: 1 }) as never,
    () => ({ traceparent: 'a\nb' }),
  ])('never fail for a trace that cannot be had', async (traceContext) => {
    const { bus, unitOfWork, log } = busUnderTest({ traceContext })
    await unitOfWork.run(() => bus.publish(Placed, data))
    expect(log.appends).toMatchObject([[{ event: { headers: {} } }]])
    expect(log.appends[0]?.[0]?.event.headers).toEqual({})
  })
})
