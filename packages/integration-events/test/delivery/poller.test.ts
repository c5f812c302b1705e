import { gate } from 'testing-databases'
import { describe, expect, it } from 'vitest'
import {
  type DeliveryFixture,
  deliveryFixture,
  event,
  events,
  minute,
  runningDelivery,
  second,
} from './support/delivery-fixture.ts'
import { accept, failWith, hang } from './support/scripted-publisher.ts'
import { settled } from './support/settled.ts'

const claimsOf = (
  delivery: DeliveryFixture,
): { at: number; limit: number; scan: string | undefined }[] =>
  delivery.log
    .callsOf('claim')
    .map(({ at, args: [request] }) => ({ at, limit: request.limit, scan: request.scan }))

describe('the poller', () => {
  it('claims at most retryBatchSize events at once, and at once again after a full batch', async () => {
    const delivery = deliveryFixture({ options: { retryBatchSize: 7 } })
    const orders = events(17)
    await delivery.store(...orders)
    await delivery.engine.start()
    await settled()
    expect(claimsOf(delivery).map(({ limit }) => limit)).toEqual([7, 7, 7])
    expect(claimsOf(delivery).map(({ at }) => at)).toEqual([0, 0, 0])
    expect(new Set(delivery.publisher.sent)).toEqual(new Set(orders.map(({ id }) => id)))
  })

  it('looks every pollInterval, a bit sooner by jitter, never later', async () => {
    const delivery = await runningDelivery({ options: { pollInterval: 4 * second } })
    await delivery.clock.advance(12 * second)
    expect(claimsOf(delivery).map(({ at }) => at)).toEqual([0, 4_000, 8_000, 12_000])
    const jittered = await runningDelivery({
      options: { pollInterval: 4 * second },
      random: () => 1,
    })
    await jittered.clock.advance(8 * second)
    expect(claimsOf(jittered).map(({ at }) => at)).toEqual([0, 3_200, 6_400])
  })

  it('is woken by hints, many of which make one claim', async () => {
    const delivery = await runningDelivery({ options: { pollInterval: minute } })
    await delivery.clock.advance(second)
    for (let hint = 0; hint < 20; hint++) delivery.engine.wakeUp()
    await settled()
    expect(claimsOf(delivery).map(({ at }) => at)).toEqual([0, second])
  })

  it('finds what another process stored, without a hint', async () => {
    const delivery = await runningDelivery()
    const order = event()
    await delivery.store(order)
    await delivery.clock.advance(second)
    expect(delivery.stateOf(order.id)).toBe('published')
  })

  it('claims only what memory has room for', async () => {
    const delivery = deliveryFixture({
      options: { localQueueCapacity: { events: 5, bytes: 1_000_000 }, retryBatchSize: 3 },
    })
    delivery.publisher.answer = hang
    await delivery.store(...events(20))
    await delivery.engine.start()
    await delivery.clock.advance(5 * second)
    expect(claimsOf(delivery).map(({ limit }) => limit)).toEqual([3, 2])
    expect(delivery.tables.queue.size).toBe(20)
  })

  it('claims no more than the bytes of memory allow, by the size of what is there', async () => {
    const delivery = deliveryFixture({
      options: { localQueueCapacity: { events: 1_000, bytes: 100 }, retryBatchSize: 4 },
    })
    delivery.publisher.answer = hang
    await delivery.store(
      ...Array.from({ length: 40 }, () => event('orders', { data: 'x'.repeat(20) })),
    )
    await delivery.engine.start()
    await delivery.clock.advance(5 * second)
    // 4 events of 20 bytes; then one more fits.
    expect(claimsOf(delivery).map(({ limit }) => limit)).toEqual([4, 1])
  })

  it('goes on claiming when memory has room again', async () => {
    const delivery = deliveryFixture({
      options: {
        localQueueCapacity: { events: 5, bytes: 1_000_000 },
        retryBatchSize: 3,
        pollInterval: 60 * minute,
      },
    })
    const orders = events(50)
    await delivery.store(...orders)
    await delivery.engine.start()
    await delivery.clock.advance(second)
    expect(delivery.publisher.sent).toHaveLength(50)
  })

  it('scans everything at start and, while idle, ever more rarely', async () => {
    const delivery = await runningDelivery()
    await delivery.clock.advance(40 * second)
    const full = claimsOf(delivery).filter(({ scan }) => scan === 'full')
    expect(full.map(({ at }) => at / second)).toEqual([0, 2, 6, 14, 24, 34])
  })

  it('scans everything when events were given back only after their circuit had closed', async () => {
    const delivery = await runningDelivery({
      publisher: { maxBatchSize: 1 },
      options: {
        pollInterval: 60 * minute,
        circuitBreaker: { failures: 1, probeInterval: minute, maximumProbeInterval: minute },
      },
    })
    const slow = gate()
    const database = gate()
    delivery.log.replace('settle', async (settle, ...args) => {
      await database.passed
      return settle(...args)
    })
    const [failing, ...others] = events(5)
    delivery.publisher.answer = async (sent) => {
      if (sent[0]!.id === failing!.id) return failWith('transient')(sent)
      await slow.passed
      return accept(sent)
    }
    await delivery.publish(failing!, ...others)
    await database.waited
    delivery.publisher.answer = accept
    slow.open()
    await settled()
    expect(delivery.logger.matching(/works again/)).toHaveLength(1)
    database.open()
    await delivery.clock.advance(0)
    expect(others.map(({ id }) => delivery.stateOf(id))).toEqual(others.map(() => 'published'))
    expect(claimsOf(delivery).every(({ at, scan }) => at === 0 && scan === 'full')).toBe(true)
  })

  it('puts a row that can not be read aside, and sends the others of its batch', async () => {
    const delivery = deliveryFixture()
    const [good, bad, alsoGood] = events(3)
    const appended = await delivery.store(good!, bad!, alsoGood!)
    const { sequence } = appended[1]!
    delivery.tables.log.set(sequence, { ...delivery.tables.log.get(sequence)!, headers: '{' })
    await delivery.engine.start()
    await delivery.clock.advance(second)
    expect(new Set(delivery.publisher.sent)).toEqual(new Set([good!.id, alsoGood!.id]))
    expect(delivery.stateOf(bad!.id)).toBe('exhausted')
    expect(delivery.exhausted).toMatchObject([{ sequence, id: null, topic: 'orders', attempts: 1 }])
    expect(delivery.exhausted[0]?.error).toContain('SyntaxError')
  })

  it('asks again when a claim is never answered, by a new session', async () => {
    const delivery = await runningDelivery()
    const order = event()
    await delivery.store(order)
    delivery.log.replace('claim', async (claim, request) => {
      delivery.log.restore('claim')
      await claim(request)
      return new Promise(() => {})
    })
    await delivery.clock.advance(40 * second)
    expect(delivery.stateOf(order.id)).toBe('published')
    expect(delivery.log.callsOf('openSession')).toHaveLength(2)
  })

  it('backs off while claims fail, logs one line per change, and goes on', async () => {
    const delivery = await runningDelivery()
    delivery.log.fail('claim')
    await delivery.clock.advance(5 * minute)
    const failed = claimsOf(delivery).length
    expect(failed).toBeLessThan(60)
    delivery.log.restore('claim')
    const order = event()
    await delivery.store(order)
    await delivery.clock.advance(20 * second)
    expect(delivery.stateOf(order.id)).toBe('published')
    expect(delivery.logger.matching(/claiming events from the event log/)).toEqual([
      'claiming events from the event log fails; it is tried again until it works',
      'claiming events from the event log works again',
    ])
  })
})

describe('events of a process that died', () => {
  /** A process that took these events and died; `deaths` times, if they are claimed alone. */
  async function died(delivery: DeliveryFixture, count: number): Promise<string[]> {
    const session = await delivery.log.log.openSession({ leaseDuration: second, label: 'dead' })
    const orders = events(count)
    await delivery.store(...orders)
    await delivery.log.log.claim({ session, limit: count })
    delivery.clock.freeze(2 * second)
    return orders.map(({ id }) => id)
  }

  it('are sent one at a time, each in a call of its own', async () => {
    const delivery = deliveryFixture()
    const ids = await died(delivery, 4)
    await delivery.log.log.renewSession(999, second)
    await delivery.engine.start()
    await delivery.clock.advance(5 * second)
    expect(delivery.publisher.calls.map((call) => call.ids)).toEqual(ids.map((id) => [id]))
    expect(ids.map((id) => delivery.stateOf(id))).toEqual(ids.map(() => 'published'))
  })

  it('are not claimed while another one of them is being sent', async () => {
    const delivery = deliveryFixture()
    await died(delivery, 3)
    await delivery.log.log.renewSession(999, second)
    delivery.publisher.answer = hang
    await delivery.engine.start()
    await delivery.clock.advance(9 * second)
    expect(delivery.publisher.calls).toHaveLength(1)
    const fresh = event()
    delivery.publisher.answer = accept
    await delivery.publish(fresh)
    await settled()
    expect(delivery.publisher.calls.at(-1)?.ids).toEqual([fresh.id])
  })

  it('share no call with others', async () => {
    const delivery = deliveryFixture({ options: { concurrency: 1 } })
    const [suspect] = await died(delivery, 1)
    await delivery.log.log.renewSession(999, second)
    const broker = gate()
    delivery.publisher.answer = async (sent) => {
      await broker.passed
      return accept(sent)
    }
    await delivery.store(...events(3))
    await delivery.engine.start()
    await settled()
    const later = events(2)
    await delivery.publish(...later)
    broker.open()
    await settled()
    expect(delivery.publisher.calls.slice(1).map(({ ids }) => ids)).toEqual([
      [suspect],
      later.map(({ id }) => id),
    ])
  })

  it('are exhausted without another send after the last death alone', async () => {
    const delivery = deliveryFixture({ options: { maxRetryTimes: 2 } })
    const [id] = await died(delivery, 1)
    const { log } = delivery.log
    const deaths = async (): Promise<void> => {
      await log.renewSession(999, second)
      const session = await log.openSession({ leaseDuration: second, label: 'next' })
      await log.claimSuspect({ session, limit: 1 })
      delivery.clock.freeze(2 * second)
    }
    await deaths()
    await deaths()
    await log.renewSession(999, second)
    await delivery.engine.start()
    await delivery.clock.advance(second)
    // Three claims have ended in a death; the fourth one is not sent.
    expect(delivery.publisher.calls).toEqual([])
    expect(delivery.stateOf(id!)).toBe('exhausted')
    expect(delivery.exhausted[0]?.error).toContain('died')
  })

  it('are sent once more if they died together with others, however often', async () => {
    const delivery = deliveryFixture({ options: { maxRetryTimes: 0 } })
    const [id] = await died(delivery, 1)
    await delivery.log.log.renewSession(999, second)
    await delivery.engine.start()
    await delivery.clock.advance(second)
    expect(delivery.publisher.sent).toEqual([id])
    expect(delivery.stateOf(id!)).toBe('published')
  })

  it('are not retried from memory', async () => {
    const delivery = deliveryFixture()
    const [id] = await died(delivery, 1)
    await delivery.log.log.renewSession(999, second)
    delivery.publisher.answer = failWith('transient')
    await delivery.engine.start()
    await delivery.clock.advance(5 * second)
    expect(delivery.publisher.timesOf(id!)).toHaveLength(1)
    expect(delivery.stateOf(id!)).toBe('waiting')
  })
})
