import {
  createSubscriber,
  defineEvent,
  EventDefinitionError,
  type ReceivedEvent,
  SubscriptionError,
  Topic,
  type TopicOptions,
} from 'integration-events'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { outgoing, signal } from './support.ts'

const Placed = defineEvent('orders.placed', {
  schema: z.object({ total: z.string().transform(Number) }),
})

/** Decorates a method as `experimentalDecorators` do. Both kinds, compiled: examples/class-style. */
function decorate(
  { prototype }: { readonly prototype: object },
  method: string,
  pubsubName = 'pubsub',
  options: TopicOptions = {},
): void {
  const descriptor = Object.getOwnPropertyDescriptor(prototype, method)!
  Topic(pubsubName, Placed, options)(prototype, method, descriptor)
}

interface Calls {
  readonly calls: string[]
}

function handlers() {
  return class OrderHandlers implements Calls {
    readonly calls: string[] = []

    bill({ data }: ReceivedEvent<{ total: number }>): void {
      this.calls.push(`bill ${data.total}`)
    }

    ship(): void {
      this.calls.push('ship')
    }
  }
}

const consumersOf = (handled: readonly { readonly consumer: string }[]) =>
  handled.map(({ consumer }) => consumer)

describe('a method that @Topic decorates', () => {
  it('handles its event, as a method of the object that was registered', async () => {
    const OrderHandlers = handlers()
    decorate(OrderHandlers, 'bill')
    const registered = new OrderHandlers()
    const verdicts = await createSubscriber().register(registered).handle(outgoing(), { signal })
    expect(registered.calls).toEqual(['bill 5'])
    expect(verdicts).toEqual([{ consumer: 'OrderHandlers.bill', status: 'done' }])
  })

  it('can be named, and be one of several', () => {
    const OrderHandlers = handlers()
    decorate(OrderHandlers, 'bill')
    decorate(OrderHandlers, 'ship', 'pubsub', { consumer: 'shipping' })
    const subscriber = createSubscriber().register(new OrderHandlers())
    expect(consumersOf(subscriber.handlersOf('orders.placed'))).toEqual([
      'OrderHandlers.bill',
      'shipping',
    ])
  })

  it('is left to the transport of its component', async () => {
    const OrderHandlers = handlers()
    decorate(OrderHandlers, 'bill', 'one')
    decorate(OrderHandlers, 'ship', 'other')
    const registered = new OrderHandlers()
    const subscriber = createSubscriber().register(registered)
    expect(subscriber.topics('one')).toEqual(['orders.placed'])
    expect(subscriber.topics('third')).toEqual([])
    await subscriber.handle(outgoing(), { signal, pubsubName: 'one' })
    expect(registered.calls).toEqual(['bill 5'])
    await subscriber.handle(outgoing(), { signal })
    expect(registered.calls).toEqual(['bill 5', 'bill 5', 'ship'])
  })

  it('is inherited, and what overrides it handles the event once', async () => {
    const OrderHandlers = handlers()
    decorate(OrderHandlers, 'bill')
    class Special extends OrderHandlers {
      override bill(): void {
        this.calls.push('special')
      }
    }
    decorate(Special, 'bill', 'pubsub', { consumer: 'special' })
    const registered = new Special()
    const subscriber = createSubscriber().register(registered)
    expect(consumersOf(subscriber.handlersOf('orders.placed'))).toEqual(['special'])
    await subscriber.handle(outgoing(), { signal })
    expect(registered.calls).toEqual(['special'])
    const base = createSubscriber().register(new OrderHandlers())
    expect(consumersOf(base.handlersOf('orders.placed'))).toEqual(['OrderHandlers.bill'])
  })

  it('has to take what its event brings', () => {
    const takesText = (_event: ReceivedEvent<string>): void => {}
    const decorator = Topic('pubsub', Placed)
    // @ts-expect-error -- its data is an object
    expect(() => decorator({}, 'text', { value: takesText })).not.toThrow()
  })
})

describe('what is refused', () => {
  it.each([
    ['a static method', class {}, 'method', { value: () => {} }],
    ['a property', {}, 'method', undefined],
    ['an accessor', {}, 'method', { get: () => {} }],
    ['a private method', () => {}, { kind: 'method', private: true, static: false }],
    ['a static method of the standard', () => {}, { kind: 'method', private: false, static: true }],
    ['a field of the standard', undefined, { kind: 'field', private: false, static: false }],
  ])('is %s', (_what, ...parameters) => {
    const decorator = Topic('pubsub', Placed) as (...given: unknown[]) => void
    const call = () => decorator(...parameters)
    expect(call).toThrow(SubscriptionError)
    expect(call).toThrow(/@Topic is for methods of instances/)
  })

  it('is a component without a name, and what is no event', () => {
    expect(() => Topic('', Placed)).toThrow(SubscriptionError)
    expect(() => Topic('pubsub', undefined as never)).toThrow(EventDefinitionError)
    const on = () => createSubscriber().on(Placed, { pubsubName: ' ' }, () => {})
    expect(on).toThrow(/its pubsubName is ' '/)
  })

  it.each([[{}], [new Date()], [null]])('is an object without such a method: %o', (object) => {
    const register = () => createSubscriber().register(object as object)
    expect(register).toThrow(SubscriptionError)
    expect(register).toThrow(/no method that @Topic decorates/)
  })

  it('is a registration without a handler, not taken for such an object', () => {
    // @ts-expect-error -- it has an event
    const register = () => createSubscriber().register({ event: Placed, handle: () => {} })
    expect(register).toThrow(SubscriptionError)
  })

  it('is the second object of a class, whose consumers would have the same names', () => {
    const OrderHandlers = handlers()
    decorate(OrderHandlers, 'bill')
    const subscriber = createSubscriber().register(new OrderHandlers())
    expect(() => subscriber.register(new OrderHandlers())).toThrow(/OrderHandlers.bill/)
  })
})
