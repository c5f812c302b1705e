import {
  createIntegrationEventBus,
  createSubscriber,
  inMemoryEventLog,
  inProcessTransport,
  type IntegrationEventBus,
  OutsideUnitOfWorkError,
  type ReceivedEvent,
} from 'integration-events'
import { inMemoryUnitOfWork } from 'uow'
import { describe, expect, test } from 'vitest'
import { outgoing, signal } from '../support.ts'
import {
  Billed,
  billing,
  done,
  failure,
  now,
  Placed,
  subscriberUnderTest,
  unitOfWork,
} from './support.ts'

/** Which has another unit of work than the subscriber. */
function busOfAnotherUnit(outsideUnitOfWork: 'throw' | 'open' = 'open'): IntegrationEventBus {
  return createIntegrationEventBus({
    unitOfWork: inMemoryUnitOfWork(),
    eventLog: inMemoryEventLog(),
    publisher: inProcessTransport(),
    outsideUnitOfWork,
  })
}

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

  test.each(['throw', 'open'] as const)(
    'is refused where it would commit apart from it, also where %s is asked for',
    async (outsideUnitOfWork) => {
      const bus = busOfAnotherUnit(outsideUnitOfWork)
      const subscriber = subscriberUnderTest().on(Placed, billing, async () => {
        await bus.publish(Billed, { invoice: '5' })
      })
      const [verdict] = await subscriber.handle(outgoing(now()), { signal })
      const { error } = verdict as { error?: unknown }
      expect(verdict).toMatchObject({ status: 'transient' })
      expect(OutsideUnitOfWorkError.isInstance(error)).toBe(true)
      expect(String(error)).toContain('the same unitOfWork')
      expect(await bus.stats()).toMatchObject({ pending: 0 })
      await bus.stop()
    },
  )

  test('is refused where it would commit apart from it, also once its time was over', async () => {
    const bus = busOfAnotherUnit()
    const timedOut = Promise.withResolvers<void>()
    const late = Promise.withResolvers<unknown>()
    const subscriber = subscriberUnderTest().on(Placed, { ...billing, timeout: 10 }, async () => {
      await timedOut.promise
      late.resolve(bus.publish(Billed, { invoice: '5' }).catch((error: unknown) => error))
    })
    const [verdict] = await subscriber.handle(outgoing(now()), { signal })
    expect(verdict).toMatchObject({ error: { code: 'HANDLER_TIMEOUT' } })
    timedOut.resolve()
    expect(OutsideUnitOfWorkError.isInstance(await late.promise)).toBe(true)
    expect(await bus.stats()).toMatchObject({ pending: 0 })
    await bus.stop()
  })

  test('is refused, too, of a handler without an inbox that it calls', async () => {
    const bus = busOfAnotherUnit()
    const inner = createSubscriber().on(Billed, async () => {
      await bus.publish(Billed, { invoice: '5' })
    })
    let verdicts: unknown
    const subscriber = subscriberUnderTest().on(Placed, billing, async () => {
      verdicts = await inner.handle(outgoing({ topic: Billed.topic }), { signal })
    })
    await subscriber.handle(outgoing(now()), { signal })
    expect(verdicts).toMatchObject([
      { status: 'transient', error: { code: 'OUTSIDE_UNIT_OF_WORK' } },
    ])
    await bus.stop()
  })

  test('commits apart from it where that is asked for, or after it', async () => {
    const bus = busOfAnotherUnit()
    const subscriber = subscriberUnderTest().on(Placed, billing, async () => {
      await bus.publish(Billed, { invoice: '5' }, { unitOfWork: 'own' })
      unitOfWork.current()?.afterCommit(() => bus.publish(Billed, { invoice: '6' }))
    })
    expect(await subscriber.handle(outgoing(now()), { signal })).toMatchObject([done])
    expect(await bus.stats()).toMatchObject({ pending: 2 })
    await bus.stop()
  })
})
