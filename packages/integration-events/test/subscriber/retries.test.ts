import {
  ConcurrentDeliveryError,
  createIntegrationEventBus,
  createSubscriber,
  defineEvent,
  inMemoryEventLog,
  inProcessTransport,
  type PublishOutcome,
} from 'integration-events'
import { virtualClock } from 'integration-events/testing'
import { inMemoryUnitOfWork } from 'uow'
import { describe, expect, test } from 'vitest'
import { eventLoopTurns } from '../../src/testing/event-loop-turns.ts'
import { outgoing, signal } from './support.ts'

const Placed = defineEvent<{ total: string }>('orders.placed')
const failure = new Error('no stock')

describe('a handler without an inbox', () => {
  test('is tried as often as it may, and then given up', async () => {
    const attempts: number[] = []
    const subscriber = createSubscriber().on(
      Placed,
      { consumer: 'stock', retry: { maxAttempts: 2 } },
      (_, { attempt }) => {
        attempts.push(attempt)
        throw failure
      },
    )
    const event = outgoing()
    const states = async (): Promise<unknown> => (await subscriber.handle(event, { signal }))[0]
    expect(await states()).toMatchObject({ status: 'transient', error: failure })
    expect(await states()).toMatchObject({ status: 'permanent', error: { cause: failure } })
    expect(await states()).toMatchObject({ status: 'transient' })
    expect(attempts).toEqual([1, 2, 1])
  })

  test('has its attempts at one event forgotten once it has handled it', async () => {
    const attempts: number[] = []
    const subscriber = createSubscriber().on(
      Placed,
      { consumer: 'stock', retry: { maxAttempts: 2 } },
      (_, { attempt }) => void attempts.push(attempt),
    )
    const event = outgoing()
    await subscriber.handle(event, { signal })
    await subscriber.handle(event, { signal })
    expect(attempts).toEqual([1, 1])
  })

  test('is given up by attempts that have failed, and not by those that still run', async () => {
    const release = Promise.withResolvers<void>()
    const attempts: number[] = []
    const subscriber = createSubscriber().on(
      Placed,
      { consumer: 'stock', retry: { maxAttempts: 2 } },
      async (_, { attempt }) => {
        attempts.push(attempt)
        if (attempt === 1) await release.promise
        else throw failure
      },
    )
    const event = outgoing()
    const first = subscriber.handle(event, { signal })
    const others = [1, 2].map(() => subscriber.handle(event, { signal }))
    expect(await others[0]).toMatchObject([{ status: 'transient', error: failure }])
    const [busy] = (await others[1]) ?? []
    expect(busy).toMatchObject({ status: 'transient', error: { id: event.id, consumer: 'stock' } })
    expect(ConcurrentDeliveryError.isInstance((busy as { error?: unknown }).error)).toBe(true)
    release.resolve()
    expect(await first).toMatchObject([{ status: 'done' }])
    expect(attempts).toEqual([1, 2])
  })

  test('is given up although it hangs, when the transport does not wait any more', async () => {
    const subscriber = createSubscriber().on(
      Placed,
      { consumer: 'stock', retry: { maxAttempts: 2 } },
      () => new Promise(() => {}),
    )
    const event = outgoing()
    for (const _ of [1, 2]) {
      const transport = new AbortController()
      void subscriber.handle(event, { signal: transport.signal })
      await eventLoopTurns()
      transport.abort()
    }
    expect(await subscriber.handle(event, { signal })).toMatchObject([{ status: 'permanent' }])
  })

  test('is not called when the transport has given up while its schema was asked', async () => {
    const asked = Promise.withResolvers<void>()
    const Checked = defineEvent('orders.placed', {
      schema: {
        '~standard': {
          version: 1,
          vendor: 'test',
          validate: async (value) => {
            await asked.promise
            return { value }
          },
        },
      },
    })
    let called = false
    const subscriber = createSubscriber().on(Checked, () => {
      called = true
    })
    const transport = new AbortController()
    const delivered = subscriber.handle(outgoing(), { signal: transport.signal })
    const reason = new Error('hung up')
    transport.abort(reason)
    asked.resolve()
    expect(await delivered).toMatchObject([{ status: 'transient', error: reason }])
    expect(called).toBe(false)
  })

  test('counts events of two sources with one id apart', async () => {
    const subscriber = createSubscriber().on(
      Placed,
      { consumer: 'stock', retry: { maxAttempts: 2 } },
      () => Promise.reject(failure),
    )
    const event = outgoing()
    await subscriber.handle(event, { signal })
    const other = { ...event, source: 'office' }
    expect(await subscriber.handle(other, { signal })).toMatchObject([{ status: 'transient' }])
  })

  test('whose time is over has failed, and its signal is aborted', { timeout: 3_000 }, async () => {
    let aborted: unknown
    const subscriber = createSubscriber().on(
      Placed,
      { consumer: 'stock', timeout: 10 },
      async (_, { signal: limit }) => {
        limit.addEventListener('abort', () => (aborted = limit.reason))
        await new Promise(() => {})
      },
    )
    const [verdict] = await subscriber.handle(outgoing(), { signal })
    expect(verdict).toMatchObject({ status: 'transient', error: { code: 'HANDLER_TIMEOUT' } })
    expect((verdict as { error: unknown }).error).toBe(aborted)
  })

  test('has its signal aborted by the transport, too', async () => {
    const transport = new AbortController()
    let aborted = false
    const subscriber = createSubscriber().on(
      Placed,
      { consumer: 'stock', timeout: '1h' },
      (_, { signal: limit }) => {
        transport.abort()
        aborted = limit.aborted
      },
    )
    await subscriber.handle(outgoing(), { signal: transport.signal })
    expect(aborted).toBe(true)
  })
})

describe('pauses of its own', () => {
  test('double from one failure to the next, up to the longest', async () => {
    const subscriber = createSubscriber().on(
      Placed,
      { consumer: 'stock', retry: { interval: '10s', maximumInterval: '30s' } },
      () => Promise.reject(failure),
    )
    const pause = async (attempt: number): Promise<number> => {
      const [verdict] = await subscriber.handle(outgoing(), { signal, attempt })
      return (verdict as { retryAfter: number }).retryAfter
    }
    for (const [attempt, expected] of [
      [1, 10_000],
      [2, 20_000],
      [3, 30_000],
      [9, 30_000],
    ] as const) {
      const actual = await pause(attempt)
      expect(actual).toBeGreaterThanOrEqual(expected)
      expect(actual).toBeLessThanOrEqual(expected * 1.25)
    }
  })

  test('are kept by the in-process transport while another handler is tried again', async () => {
    const clock = virtualClock()
    const transport = inProcessTransport({ clock })
    const runs: string[] = []
    transport.subscriber
      .on(Placed, { consumer: 'slow', retry: { interval: '10s' } }, () => {
        runs.push('slow')
        throw failure
      })
      .on(Placed, { consumer: 'fast', retry: { interval: '1s' } }, () => {
        runs.push('fast')
        throw failure
      })
    const event = outgoing()
    const send = async (): Promise<PublishOutcome | undefined> =>
      (await transport.publish([event], { signal }))[0]
    const first = (await send()) as { retryAfter: number }
    expect(first.retryAfter).toBeLessThanOrEqual(1_250)
    clock.freeze(1_250)
    const second = (await send()) as { retryAfter: number }
    expect(second.retryAfter).toBeLessThanOrEqual(2_500)
    clock.freeze(12_500)
    await send()
    expect(runs).toEqual(['slow', 'fast', 'fast', 'slow', 'fast'])
  })

  test('of the handler decide when the bus sends the event again', async () => {
    const transport = inProcessTransport()
    const attempts: number[] = []
    transport.subscriber.on(
      Placed,
      { consumer: 'stock', retry: { interval: 1, maximumInterval: 2 } },
      (_, { attempt }) => {
        attempts.push(attempt)
        if (attempt < 8) throw failure
      },
    )
    const unitOfWork = inMemoryUnitOfWork()
    const bus = createIntegrationEventBus({
      unitOfWork,
      eventLog: inMemoryEventLog(),
      publisher: transport,
      // Without the handler's own, this would take hours.
      localFailedRetryInterval: '1h',
      failedRetryInterval: '1h',
      backoff: { maximum: '1h' },
      pollInterval: 10,
    })
    await bus.start()
    await unitOfWork.run(() => bus.publish(Placed, { total: '5' }))
    await expect.poll(() => attempts).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    await bus.stop()
  })
})

describe('an event that a handler has given up', () => {
  test('is exhausted over the in-process transport, and a replay begins anew', async () => {
    const transport = inProcessTransport()
    const attempts: number[] = []
    let broken = true
    transport.subscriber.on(
      Placed,
      { consumer: 'stock', retry: { maxAttempts: 2, interval: 1 } },
      (_, { attempt }) => {
        attempts.push(attempt)
        if (broken) throw failure
      },
    )
    const unitOfWork = inMemoryUnitOfWork()
    const bus = createIntegrationEventBus({
      unitOfWork,
      eventLog: inMemoryEventLog(),
      publisher: transport,
    })
    await bus.start()
    const { id } = await unitOfWork.run(() => bus.publish(Placed, { total: '5' }))
    await expect.poll(() => bus.stats()).toMatchObject({ exhausted: 1 })
    expect(attempts).toEqual([1, 2])
    broken = false
    await bus.exhausted.replay({ ids: [id] })
    await expect.poll(() => attempts).toEqual([1, 2, 1])
    await expect.poll(() => bus.stats()).toMatchObject({ exhausted: 0, inProgress: 0, pending: 0 })
    await bus.stop()
  })

  test('is tried again in a replay, also when it was exhausted for another handler', async () => {
    const transport = inProcessTransport()
    const runs: string[] = []
    let broken = true
    const handler = (name: string) => (): void => {
      runs.push(name)
      if (broken) throw failure
    }
    transport.subscriber
      .on(Placed, { consumer: 'once', retry: { maxAttempts: 1 } }, handler('once'))
      .on(Placed, { consumer: 'often', retry: { interval: '1h' } }, handler('often'))
    const unitOfWork = inMemoryUnitOfWork()
    const bus = createIntegrationEventBus({
      unitOfWork,
      eventLog: inMemoryEventLog(),
      publisher: transport,
      localRetryTimes: 0,
      maxRetryTimes: 0,
    })
    await bus.start()
    const { id } = await unitOfWork.run(() => bus.publish(Placed, { total: '5' }))
    await expect.poll(() => bus.stats()).toMatchObject({ exhausted: 1 })
    expect(runs).toEqual(['once', 'often'])
    broken = false
    await bus.exhausted.replay({ ids: [id] })
    await bus.settled()
    expect(runs.slice(2)).toEqual(['once', 'often'])
    expect(await bus.stats()).toMatchObject({ exhausted: 0, pending: 0, waiting: 0 })
    await bus.stop()
  })
})
