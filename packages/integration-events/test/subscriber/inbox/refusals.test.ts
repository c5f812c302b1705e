import {
  BusOptionError,
  createSubscriber,
  DeliveryInsideUnitOfWorkError,
  type InboxHandlerContext,
  type ReceivedEvent,
  SubscriptionError,
  Topic,
  type TopicOptions,
} from 'integration-events'
import { describe, expect, test } from 'vitest'
import { outgoing, signal } from '../support.ts'
import { billing, now, Placed, subscriberUnderTest, unitOfWork } from './support.ts'

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
