import {
  defineEvent,
  EventDefinitionError,
  type EventInput,
  type EventOutput,
  IntegrationEvent,
  InvalidTopicError,
  type StandardSchema,
} from 'integration-events'
import type { StandardSchemaV1 } from '@standard-schema/spec'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import { definitionOf } from '../../src/event/event-type.ts'

describe('defineEvent', () => {
  test('makes a definition that nobody can change', () => {
    const schema = z.object({ orderId: z.string() })
    const key = ({ orderId }: { orderId: string }): string => orderId
    const OrderPlaced = defineEvent('orders.placed', { schema, key, type: 'com.acme.order.placed' })
    expect(OrderPlaced).toEqual({
      topic: 'orders.placed',
      type: 'com.acme.order.placed',
      schema,
      key,
    })
    expect(Object.isFrozen(OrderPlaced)).toBe(true)
  })

  test('takes the topic as type, unless it is told another', () => {
    expect(defineEvent('orders.placed')).toMatchObject({ type: 'orders.placed' })
  })

  test.each([undefined, null, 1, '', ' ', '\t', ' orders', 'orders ', 'a\nb', 'a\0', '\ud800'])(
    'refuses the topic %j',
    (topic) => {
      expect(() => defineEvent(topic as never)).toThrow(InvalidTopicError)
    },
  )

  test.each<Record<string, unknown>>([
    { type: '' },
    { type: 1 },
    { schema: {} },
    { schema: null },
    { schema: { '~standard': { version: 2, validate() {} } } },
    { schema: { '~standard': { version: 1 } } },
    { key: 'orderId' },
    { Key: () => 'a' },
  ])('refuses the options %j', (options) => {
    expect(() => defineEvent('orders', options as never)).toThrow(EventDefinitionError)
  })

  test('takes a schema that is a function, as some libraries make them', () => {
    const schema = Object.assign(() => {}, {
      '~standard': { version: 1, vendor: 'test', validate: (value: unknown) => ({ value }) },
    } as const)
    expect(defineEvent('orders', { schema }).schema).toBe(schema)
  })

  test('gives types to what is published and to what is handled', () => {
    const Transformed = defineEvent('a', {
      schema: z.object({ total: z.string().transform(Number), note: z.string().default('') }),
      key: (order) => {
        expectTypeOf(order).toEqualTypeOf<{ total: string; note?: string | undefined }>()
        return order.total
      },
    })
    expectTypeOf<EventInput<typeof Transformed>>().toEqualTypeOf<{
      total: string
      note?: string | undefined
    }>()
    expectTypeOf<EventOutput<typeof Transformed>>().toEqualTypeOf<{ total: number; note: string }>()

    const Plain = defineEvent<{ id: string }>('b', { key: ({ id }) => id })
    expectTypeOf<EventInput<typeof Plain>>().toEqualTypeOf<{ id: string }>()
    expectTypeOf<EventOutput<typeof Plain>>().toEqualTypeOf<{ id: string }>()
  })

  test('takes every schema that follows the specification', () => {
    expectTypeOf<StandardSchemaV1<string, number>>().toExtend<StandardSchema<string, number>>()
    expectTypeOf<z.ZodType<number, string>>().toExtend<StandardSchema<string, number>>()
  })
})

describe('a class of events', () => {
  test('is a definition by its static members, and always the same one', () => {
    class OrderPlaced extends IntegrationEvent {
      static topic = 'orders.placed'
      static type = 'com.acme.order.placed'
      static schema = z.object({ orderId: z.string() })
      static key = (event: OrderPlaced): string => event.orderId
      readonly orderId: string = '1'
      total(): number {
        return 1
      }
    }
    const definition = definitionOf(OrderPlaced)
    expect(definition).toEqual({
      topic: 'orders.placed',
      type: 'com.acme.order.placed',
      schema: OrderPlaced.schema,
      key: OrderPlaced.key,
    })
    expect(definitionOf(OrderPlaced)).toBe(definition)
  })

  test('gives types to its data: its properties, or what its schema makes of them', () => {
    class Plain extends IntegrationEvent {
      readonly orderId: string = ''
      count = 1
      total(): number {
        return this.count
      }
    }
    expectTypeOf<EventOutput<typeof Plain>>().toEqualTypeOf<{
      readonly orderId: string
      readonly count: number
    }>()
    class Transformed extends Plain {
      static topic = 'transformed'
      static schema = z.object({ orderId: z.string().transform(Number) })
    }
    expectTypeOf<EventInput<typeof Transformed>>().toEqualTypeOf<{
      readonly orderId: string
      readonly count: number
    }>()
    expectTypeOf<EventOutput<typeof Transformed>>().toEqualTypeOf<{ orderId: number }>()
  })

  test('has its name as topic, unless it says another', () => {
    class OrderPlaced extends IntegrationEvent {}
    expect(definitionOf(OrderPlaced)).toMatchObject({ topic: 'OrderPlaced', type: 'OrderPlaced' })
  })

  test.each(['', ' ', null, 1])('is refused with the topic %j', (topic) => {
    class OrderPlaced extends IntegrationEvent {
      static topic = topic as string
    }
    expect(() => definitionOf(OrderPlaced)).toThrow(InvalidTopicError)
    expect(() => definitionOf(OrderPlaced)).toThrow(/of the event class OrderPlaced/)
  })

  test('is refused without a topic and without a name', () => {
    expect(() => definitionOf(class extends IntegrationEvent {})).toThrow(InvalidTopicError)
  })

  test('has instances that are told apart from other objects, of whichever copy of the package', () => {
    class OrderPlaced extends IntegrationEvent {}
    expect(IntegrationEvent.isInstance(new OrderPlaced())).toBe(true)
    class Foreign {}
    Object.defineProperty(Foreign.prototype, Symbol.for('integration-events.integration-event'), {
      value: true,
    })
    expect(IntegrationEvent.isInstance(new Foreign())).toBe(true)
    for (const value of [undefined, null, {}, OrderPlaced, 'OrderPlaced']) {
      expect(IntegrationEvent.isInstance(value)).toBe(false)
    }
  })
})
