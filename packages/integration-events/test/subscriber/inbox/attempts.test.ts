import { HandlerAttemptsError, type Inbox, inMemoryInbox } from 'integration-events'
import { gate } from 'testing-databases'
import { CommitOutcomeUnknownError, type UnitOfWork } from 'uow'
import { describe, expect, test } from 'vitest'
import { recordingLogger } from '../../delivery/support/recording-logger.ts'
import { outgoing, signal } from '../support.ts'
import { billing, done, failure, now, Placed, subscriberUnderTest, unitOfWork } from './support.ts'

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

  test('is none of what is no event, of which nothing is to be forgotten', async () => {
    const inbox = inMemoryInbox()
    const forgotten: unknown[] = []
    const forgetAttempts: Inbox['forgetAttempts'] = async (key) => void forgotten.push(key)
    const subscriber = subscriberUnderTest({ inbox: Object.assign(inbox, { forgetAttempts }) })
    subscriber.on(Placed, { ...billing, retry: { maxAttempts: 2 } }, () => {})
    const verdicts = await subscriber.handle(outgoing({ id: '' }), { signal })
    expect(verdicts).toMatchObject([{ status: 'permanent', error: { code: 'MALFORMED_EVENT' } }])
    expect(forgotten).toEqual([])
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
