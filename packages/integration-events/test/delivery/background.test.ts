import { AsyncLocalStorage } from 'node:async_hooks'
import { describe, expect, it } from 'vitest'
import { BackgroundTask } from '../../src/delivery/background-task.ts'
import type { DeliveryContext } from '../../src/delivery/delivery-context.ts'
import {
  defaultOptions,
  deliveryFixture,
  event,
  runningDelivery,
  second,
} from './support/delivery-fixture.ts'
import { accept, failWith } from './support/scripted-publisher.ts'
import { recordingLogger } from './support/recording-logger.ts'
import { settled } from './support/settled.ts'
import { type VirtualClock, virtualClock } from '../../src/testing/virtual-clock.ts'

describe('the AsyncLocalStorage of a request', () => {
  const request = new AsyncLocalStorage<string>()

  it('is not seen by the send that its commit causes, nor by settling and retries', async () => {
    const delivery = await runningDelivery({
      onExhausted: () => void seen.push(request.getStore()),
      options: { localRetryTimes: 1, maxRetryTimes: 0 },
    })
    const seen: (string | undefined)[] = []
    delivery.log.replace('settle', async (settle, ...args) => {
      seen.push(request.getStore())
      return settle(...args)
    })
    delivery.publisher.answer = (sent) => {
      seen.push(request.getStore())
      return failWith('transient')(sent)
    }
    await request.run('request 1', async () => {
      await delivery.publish(event())
      await delivery.clock.advance(4 * second)
    })
    // Two sends, one settlement, one hook.
    expect(seen).toEqual([undefined, undefined, undefined, undefined])
  })

  it('is not seen by what a commit with an unknown outcome gives back', async () => {
    const delivery = await runningDelivery()
    delivery.publisher.answer = failWith('transient')
    await delivery.publish(event())
    await settled()
    const seen: (string | undefined)[] = []
    delivery.log.replace('settle', async (settle, ...args) => {
      seen.push(request.getStore())
      return settle(...args)
    })
    await request.run('request 1', async () => {
      delivery.engine.reserve([event()]).unknown()
      await settled()
    })
    expect(seen).toEqual([undefined])
  })

  it('is not seen by claims that it wakes', async () => {
    const delivery = await runningDelivery()
    const seen: (string | undefined)[] = []
    delivery.log.replace('claim', async (claim, ...args) => {
      seen.push(request.getStore())
      return claim(...args)
    })
    await request.run('request 1', async () => {
      delivery.engine.wakeUp()
      await delivery.publish(event('orders', { key: 'a' }))
      await settled()
    })
    expect(seen.length).toBeGreaterThan(0)
    expect(new Set(seen)).toEqual(new Set([undefined]))
  })

  it('is not seen by anything that a start or a drain inside of it sets off', async () => {
    for (const begin of ['start', 'drain'] as const) {
      const delivery = deliveryFixture()
      const seen: (string | undefined)[] = []
      const look = (): void => void seen.push(request.getStore())
      delivery.publisher.onOpen = async () => look()
      delivery.publisher.onClose = async () => look()
      delivery.publisher.answer = (sent) => {
        look()
        return accept(sent)
      }
      delivery.log.onCall(look)
      await delivery.store(event())
      await request.run('request 1', async () => {
        await delivery.engine[begin]()
        await delivery.clock.advance(15 * second)
        await delivery.engine.stop()
      })
      expect(seen.length).toBeGreaterThan(4)
      expect(new Set(seen)).toEqual(new Set([undefined]))
    }
  })
})

describe('a background task', () => {
  function task(turn: () => Promise<number>): {
    clock: VirtualClock
    task: BackgroundTask
    logger: ReturnType<typeof recordingLogger>
    stop: AbortController
  } {
    const clock = virtualClock()
    const logger = recordingLogger()
    const stop = new AbortController()
    const context: DeliveryContext = {
      eventLog: deliveryFixture().log.log,
      options: defaultOptions,
      logger,
      clock,
      random: () => 0,
      stopping: stop.signal,
      abandoned: stop.signal,
      ended: stop.signal,
    }
    const created = new BackgroundTask(context, {
      name: 'sweeping',
      turn,
      backoff: { minimum: 1_000, maximum: 8_000 },
      signal: stop.signal,
    })
    created.start()
    return { clock, task: created, logger, stop }
  }

  it('never ends by an exception, backs off, and logs changes only', async () => {
    const turns: number[] = []
    let works = false
    const { clock, logger } = task(async () => {
      turns.push(clock.now())
      if (!works) throw new Error('no')
      return 60_000
    })
    await clock.advance(30_000)
    expect(turns).toEqual([0, 1_000, 3_000, 7_000, 15_000, 23_000])
    works = true
    await clock.advance(1_000 + 60_000)
    expect(turns.slice(6)).toEqual([31_000, 91_000])
    expect(logger.lines.map(({ message }) => message)).toEqual([
      'sweeping fails; it is tried again until it works',
      'sweeping works again',
    ])
  })

  it('lets no hint shorten the pause after a failure', async () => {
    const turns: number[] = []
    const started = task(async () => {
      turns.push(started.clock.now())
      throw new Error('no')
    })
    await started.clock.advance(0)
    for (let hint = 0; hint < 10; hint++) {
      started.task.hint()
      await started.clock.advance(10)
    }
    await started.clock.advance(1_000)
    expect(turns).toEqual([0, 1_000])
  })

  it('runs again after a hint that came while it ran', async () => {
    let turns = 0
    const started = task(async () => {
      turns++
      if (turns === 1) started.task.hint()
      return 60_000
    })
    await started.clock.advance(0)
    expect(turns).toBe(2)
  })

  it('ends when its signal is aborted, in the middle of a pause', async () => {
    const { clock, task: created, stop } = task(async () => 60_000)
    await clock.advance(0)
    stop.abort()
    await created.ended
    expect(clock.timers).toBe(0)
  })
})
