import { gate } from 'testing-databases'
import { describe, expect, it } from 'vitest'
import type { DeliveryOptions } from '../../src/delivery/delivery-options.ts'
import {
  type DeliveryFixture,
  event,
  events,
  minute,
  type ReplicaOptions,
  runningDelivery,
  second,
} from './support/delivery-fixture.ts'
import { accept, failWith, hang } from './support/scripted-publisher.ts'
import { settled } from './support/settled.ts'

const circuitBreaker: DeliveryOptions['circuitBreaker'] = {
  failures: 5,
  probeInterval: second,
  maximumProbeInterval: 8 * second,
}

async function delivers(options: ReplicaOptions = {}): Promise<DeliveryFixture> {
  return runningDelivery({
    ...options,
    options: { circuitBreaker, localRetryTimes: 0, ...options.options },
  })
}

/** Lets calls fail until the circuit opens. Answers with the events, one per call. */
async function openCircuit(delivery: DeliveryFixture, topic = 'orders'): Promise<string[]> {
  delivery.publisher.answer = (sent) =>
    sent[0]!.topic === topic ? failWith('transient')(sent) : accept(sent)
  const ids: string[] = []
  for (let call = 0; call < circuitBreaker.failures; call++) {
    const one = event(topic)
    ids.push(one.id)
    await delivery.publish(one)
    await settled()
  }
  return ids
}

const attemptsOf = (delivery: DeliveryFixture, id: string): number | undefined => {
  const { log, queue, waiting } = delivery.tables
  const sequence = [...log.values()].find((row) => row.id === id)!.sequence
  return (queue.get(sequence) ?? waiting.get(sequence))?.attempts
}

describe('the circuit of a topic', () => {
  it('opens after five failed calls in a row, and then nothing is sent but probes', async () => {
    const delivery = await delivers()
    await openCircuit(delivery)
    expect(delivery.publisher.calls).toHaveLength(5)
    await delivery.publish(...events(20, 'orders'))
    await delivery.clock.advance(second - 1)
    expect(delivery.publisher.calls).toHaveLength(5)
    await delivery.clock.advance(1)
    expect(delivery.publisher.calls.slice(5).map(({ ids }) => ids.length)).toEqual([1])
  })

  it('stays closed when a call with any accepted event comes between', async () => {
    const delivery = await delivers()
    for (let call = 1; call <= 12; call++) {
      delivery.publisher.answer = (sent) =>
        sent.map((_, index) =>
          call % 4 === 0 && index === 0
            ? { status: 'accepted' }
            : { status: 'transient', error: 'no' },
        )
      await delivery.publish(event(), event())
      await settled()
    }
    expect(delivery.publisher.calls).toHaveLength(12)
    expect(delivery.logger.matching(/pauses/)).toEqual([])
  })

  it('stays closed however often single events fail, and those are exhausted', async () => {
    const delivery = await delivers({ options: { maxRetryTimes: 9 } })
    delivery.publisher.answer = (sent) =>
      sent.map(() => ({ status: 'transient', error: 'a handler threw', concerns: 'event' }))
    await delivery.publish(event('orders'))
    await delivery.clock.advance(4 * 60 * minute)
    expect(delivery.publisher.calls).toHaveLength(10)
    expect(delivery.exhausted).toHaveLength(1)
  })

  it('leaves the other topics alone', async () => {
    const delivery = await delivers()
    await openCircuit(delivery, 'orders')
    const bill = event('bills')
    await delivery.publish(bill)
    await settled()
    expect(delivery.stateOf(bill.id)).toBe('published')
    const stored = event('bills')
    await delivery.store(stored)
    await delivery.clock.advance(second)
    expect(delivery.stateOf(stored.id)).toBe('published')
  })

  it('gives back what waits in memory, with its attempt', async () => {
    const delivery = await delivers({
      options: { localRetryTimes: 3 },
      publisher: { maxBatchSize: 1 },
    })
    const broker = gate()
    delivery.publisher.answer = async (sent) => {
      await broker.passed
      return failWith('transient')(sent)
    }
    const orders = events(20)
    await delivery.publish(...orders)
    await settled()
    broker.open()
    await settled()
    // Those in flight fail, one by one until the circuit opens; the others were never sent.
    expect(delivery.publisher.calls).toHaveLength(5)
    const states = orders.map(({ id }) => `${delivery.stateOf(id)} ${attemptsOf(delivery, id)}`)
    expect(states.filter((state) => state === 'pending 0')).toHaveLength(19)
    // One is kept to probe with.
    expect(states.filter((state) => state === 'in progress 1')).toHaveLength(1)
  })

  it('burns no attempts, however long it is open', async () => {
    const delivery = await delivers({ options: { maxRetryTimes: 1 } })
    const ids = await openCircuit(delivery)
    const last = ids.at(-1)!
    await delivery.clock.advance(10 * minute)
    expect(delivery.publisher.calls.length).toBeGreaterThan(50)
    expect(delivery.stateOf(last)).not.toBe('exhausted')
    expect(attemptsOf(delivery, last)).toBeLessThanOrEqual(1)
    expect(delivery.exhausted).toEqual([])
    delivery.publisher.answer = accept
    await delivery.clock.advance(10 * minute)
    expect(ids.map((id) => delivery.stateOf(id))).toEqual(ids.map(() => 'published'))
  })

  it('is probed again when its session was about to be replaced while a probe was claimed', async () => {
    const delivery = await delivers()
    const [first] = await openCircuit(delivery)
    const broker = gate()
    const answer = gate()
    delivery.publisher.answer = async (sent) => {
      if (sent[0]?.topic === 'bills') await broker.passed
      return accept(sent)
    }
    // The session can't be replaced while this is being sent.
    await delivery.publish(event('bills'))
    await delivery.store(event('orders'))
    let probes = 0
    delivery.log.replace('claim', async (claim, request) => {
      if (request.onlyTopic === undefined) {
        if (probes > 0) throw new Error('the connection broke')
        return claim(request)
      }
      probes += 1
      const claimed = await claim(request)
      await answer.passed
      return claimed
    })
    await delivery.clock.advance(2 * second)
    expect(probes).toBe(1)
    expect(delivery.logger.matching(/the session is replaced/)).toHaveLength(1)
    answer.open()
    delivery.log.restore('claim')
    await settled()
    broker.open()
    await delivery.clock.advance(minute)
    expect(delivery.logger.matching(/works again/)).toContain("topic 'orders' works again")
    expect(delivery.stateOf(first!)).toBe('published')
  })

  it('is probed in doubling intervals up to the longest, one event at a time', async () => {
    const delivery = await delivers({ options: { failedRetryInterval: 60 * minute } })
    await openCircuit(delivery)
    await delivery.store(...events(10))
    await delivery.clock.advance(31 * second)
    const probes = delivery.publisher.calls.slice(5)
    expect(probes.map(({ at }) => at / second)).toEqual([1, 3, 7, 15, 23, 31])
    expect(probes.every(({ ids }) => ids.length === 1)).toBe(true)
  })

  it('has one probe at a time, even if it hangs', async () => {
    const delivery = await delivers({ options: { failedRetryInterval: 60 * minute } })
    await openCircuit(delivery)
    delivery.publisher.answer = hang
    await delivery.store(...events(10))
    await delivery.clock.advance(2 * second)
    // Another topic pauses meanwhile, so that probes are looked at.
    delivery.publisher.answer = failWith('configuration')
    await delivery.publish(event('bills'))
    await delivery.clock.advance(7 * second)
    expect(delivery.publisher.calls.filter(({ topic }) => topic === 'orders')).toHaveLength(6)
    const claims = delivery.log.callsOf('claim').map(({ args }) => args[0])
    expect(claims.filter(({ onlyTopic }) => onlyTopic === 'orders')).toHaveLength(1)
  })

  it('closes by a probe that is accepted: all that waits is sent at once', async () => {
    const delivery = await delivers({ options: { pollInterval: 60 * minute } })
    const failed = await openCircuit(delivery)
    const waiting = events(30)
    await delivery.publish(...waiting)
    await delivery.clock.advance(5 * second)
    delivery.publisher.answer = accept
    await delivery.clock.advance(2 * second)
    const ids = [...waiting.map(({ id }) => id), failed.at(-1)!]
    expect(ids.map((id) => delivery.stateOf(id))).toEqual(ids.map(() => 'published'))
    const next = event()
    await delivery.publish(next)
    await settled()
    expect(delivery.publisher.timesOf(next.id)).toHaveLength(1)
  })

  it('logs one line when it opens and one when it closes', async () => {
    const delivery = await delivers()
    await openCircuit(delivery)
    await delivery.clock.advance(minute)
    delivery.publisher.answer = accept
    await delivery.clock.advance(minute)
    expect(delivery.logger.matching(/^topic /)).toEqual([
      "topic 'orders' pauses: 5 calls in a row have failed; its events wait, and it is probed",
      "topic 'orders' works again",
    ])
  })

  it('probes with another event each time, so that one bad event does not keep it open', async () => {
    const delivery = await delivers({ options: { localRetryTimes: 10, maxRetryTimes: 50 } })
    const bad = event()
    delivery.publisher.answer = (sent) =>
      sent.some(({ id }) => id === bad.id) ? failWith('transient')(sent) : accept(sent)
    await delivery.publish(bad)
    await delivery.clock.advance(12 * second)
    expect(delivery.logger.matching(/pauses/)).toHaveLength(1)
    const good = events(5)
    await delivery.publish(...good)
    await delivery.clock.advance(20 * second)
    expect(good.map(({ id }) => delivery.stateOf(id))).toEqual(good.map(() => 'published'))
  })

  it('closes by a late answer of an earlier call, too', async () => {
    const delivery = await delivers({
      publisher: { maxBatchSize: 1 },
      options: {
        circuitBreaker: { failures: 2, probeInterval: minute, maximumProbeInterval: minute },
      },
    })
    const slow = gate()
    const [late, ...failing] = events(3)
    delivery.publisher.answer = async (sent) => {
      if (sent[0]!.id !== late!.id) return failWith('transient')(sent)
      await slow.passed
      return accept(sent)
    }
    await delivery.publish(late!, ...failing)
    await settled()
    expect(delivery.logger.matching(/pauses/)).toHaveLength(1)
    delivery.publisher.answer = accept
    slow.open()
    await delivery.clock.advance(0)
    expect(delivery.logger.matching(/works again/)).toHaveLength(1)
    expect(delivery.stateOf(late!.id)).toBe('published')
    // What was kept to probe with goes out at once.
    expect(delivery.publisher.timesOf(failing.at(-1)!.id)).toEqual([0, 0])
  })

  it('is probed by a claim for that topic alone, of one event', async () => {
    const delivery = await delivers({ options: { failedRetryInterval: 60 * minute } })
    await openCircuit(delivery)
    await delivery.store(...events(3))
    await delivery.clock.advance(second)
    const claims = delivery.log.callsOf('claim').map(({ args }) => args[0])
    expect(claims.filter(({ onlyTopic }) => onlyTopic !== undefined)).toMatchObject([
      { onlyTopic: 'orders', limit: 1 },
    ])
    const others = claims.filter(({ exceptTopics }) => (exceptTopics?.length ?? 0) > 0)
    expect(others.length).toBeGreaterThan(0)
    expect(others.every(({ exceptTopics }) => exceptTopics?.[0] === 'orders')).toBe(true)
  })

  it('lets a probe that is refused for good be exhausted, and probes on at once', async () => {
    const delivery = await delivers({ options: { failedRetryInterval: 60 * minute } })
    await openCircuit(delivery)
    const tooLarge = event()
    delivery.publisher.answer = (sent) =>
      sent[0]!.id === tooLarge.id ? failWith('permanent')(sent) : accept(sent)
    await delivery.store(tooLarge)
    await delivery.clock.advance(second)
    expect(delivery.stateOf(tooLarge.id)).toBe('exhausted')
    expect(delivery.publisher.calls.slice(5).map(({ at }) => at)).toEqual([second, second])
    expect(delivery.logger.matching(/works again/)).toHaveLength(1)
  })
})

describe('a misconfigured topic', () => {
  it('pauses at once, burns no attempt, and is logged once', async () => {
    const delivery = await delivers({ options: { maxRetryTimes: 0 } })
    delivery.publisher.answer = failWith('configuration', new Error('no such component'))
    const orders = events(10)
    await delivery.publish(...orders)
    await delivery.clock.advance(10 * minute)
    expect(orders.map(({ id }) => delivery.stateOf(id))).not.toContain('exhausted')
    expect(delivery.publisher.calls[1]?.ids).toHaveLength(1)
    expect(delivery.logger.matching(/pauses/)).toEqual([
      "topic 'orders' pauses: the topic or its component does not exist or is not permitted; its events wait, and it is probed",
    ])
    delivery.publisher.answer = accept
    await delivery.clock.advance(minute)
    expect(orders.map(({ id }) => delivery.stateOf(id))).toEqual(orders.map(() => 'published'))
  })

  it('pauses although others of the same call were accepted, and those stay published', async () => {
    const delivery = await delivers()
    const [good, bad] = events(2)
    delivery.publisher.answer = (sent) =>
      sent.map(({ id }) =>
        id === bad!.id ? { status: 'configuration', error: 'no' } : { status: 'accepted' },
      )
    await delivery.publish(good!, bad!)
    await delivery.clock.advance(10 * second)
    expect(delivery.stateOf(good!.id)).toBe('published')
    expect(delivery.publisher.timesOf(good!.id)).toHaveLength(1)
    // Only at the probes' times, not in a loop.
    expect(delivery.publisher.timesOf(bad!.id)).toEqual([0, 1, 3, 7].map((time) => time * second))
  })
})
