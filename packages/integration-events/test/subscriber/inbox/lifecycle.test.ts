import {
  createIntegrationEventBus,
  type Inbox,
  type InboxSubscriber,
  InboxUnavailableError,
  inMemoryEventLog,
  inMemoryInbox,
  inProcessTransport,
} from 'integration-events'
import { gate } from 'testing-databases'
import { describe, expect, expectTypeOf, onTestFinished, test, vi } from 'vitest'
import { recordingLogger } from '../../delivery/support/recording-logger.ts'
import { outgoing, signal } from '../support.ts'
import { billing, done, failure, now, Placed, subscriberUnderTest, unitOfWork } from './support.ts'

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
