import { gate } from 'testing-databases'
import { describe, expect, it } from 'vitest'
import { event, events, runningDelivery, second } from './support/delivery-fixture.ts'
import { accept, failWith, hang } from './support/scripted-publisher.ts'
import { settled } from './support/settled.ts'

describe('the dispatcher', () => {
  it('sends batches of one topic, at most maxBatchSize events each', async () => {
    const delivery = await runningDelivery({ publisher: { maxBatchSize: 2 } })
    const orders = events(3, 'orders')
    const bills = events(1, 'bills')
    await delivery.publish(...orders, ...bills)
    await settled()
    expect(delivery.publisher.calls.map(({ topic, ids }) => [topic, ids.length])).toEqual([
      ['orders', 2],
      ['bills', 1],
      ['orders', 1],
    ])
  })

  it('sends 100 events at once where the publisher says nothing else', async () => {
    const delivery = await runningDelivery()
    await delivery.publish(...events(150))
    await settled()
    expect(delivery.publisher.calls.map(({ ids }) => ids.length)).toEqual([100, 50])
  })

  it('sends at most maxBatchBytes in one call, and a larger event alone', async () => {
    const delivery = await runningDelivery({ publisher: { maxBatchBytes: 10 } })
    const sized = [4, 6, 1, 25, 3].map((bytes) => event('orders', { data: 'x'.repeat(bytes) }))
    await delivery.publish(...sized)
    await settled()
    const ids = sized.map(({ id }) => id)
    expect(delivery.publisher.calls.map((call) => call.ids)).toEqual([
      [ids[0], ids[1]],
      [ids[2]],
      [ids[3]],
      [ids[4]],
    ])
  })

  it('has at most `concurrency` calls in flight', async () => {
    const delivery = await runningDelivery({ options: { concurrency: 3 } })
    const broker = gate()
    delivery.publisher.answer = async (sent) => {
      await broker.passed
      return accept(sent)
    }
    await delivery.publish(...['a', 'b', 'c', 'd', 'e'].map((topic) => event(topic)))
    await settled()
    expect(delivery.publisher.inFlight).toBe(3)
    broker.open()
    await settled()
    expect(delivery.publisher.calls).toHaveLength(5)
    expect(delivery.publisher.mostInFlight).toBe(3)
  })

  it('has at most as many calls in flight as the publisher works on at once', async () => {
    const delivery = await runningDelivery({
      options: { concurrency: 3 },
      publisher: { maxConcurrency: 1 },
    })
    const broker = gate()
    delivery.publisher.answer = async (sent) => {
      await broker.passed
      return accept(sent)
    }
    await delivery.publish(...['a', 'b', 'c'].map((topic) => event(topic)))
    await settled()
    expect(delivery.publisher.inFlight).toBe(1)
    broker.open()
    await settled()
    expect(delivery.publisher.calls).toHaveLength(3)
    expect(delivery.publisher.mostInFlight).toBe(1)
  })

  it('gathers what comes while all slots are taken', async () => {
    const delivery = await runningDelivery({ options: { concurrency: 2 } })
    const broker = gate()
    delivery.publisher.answer = async (sent) => {
      await broker.passed
      return accept(sent)
    }
    for (let commit = 0; commit < 5; commit++) {
      await delivery.publish(event())
      await settled()
    }
    expect(delivery.publisher.calls).toHaveLength(2)
    broker.open()
    await settled()
    expect(delivery.publisher.calls.map(({ ids }) => ids.length)).toEqual([1, 1, 3])
  })

  it('lets topics take turns, so that a busy one does not hold up the others', async () => {
    const delivery = await runningDelivery({
      options: { concurrency: 1 },
      publisher: { maxBatchSize: 1 },
    })
    await delivery.publish(...events(3, 'busy'), event('quiet'), event('rare'))
    await settled()
    expect(delivery.publisher.calls.map(({ topic }) => topic)).toEqual([
      'busy',
      'quiet',
      'rare',
      'busy',
      'busy',
    ])
  })

  it('leaves slots to the other topics when the calls of one hang', async () => {
    const delivery = await runningDelivery({
      options: { concurrency: 4 },
      publisher: { maxBatchSize: 1 },
    })
    delivery.publisher.answer = (sent) => (sent[0]!.topic === 'hung' ? hang() : accept(sent))
    await delivery.publish(...events(10, 'hung'))
    await settled()
    const order = event('orders')
    await delivery.publish(order)
    await settled()
    expect(delivery.publisher.timesOf(order.id)).toEqual([0])
  })

  it('leaves half of the slots to topics that work when many others hang', async () => {
    const delivery = await runningDelivery({ options: { concurrency: 4 } })
    const hung = ['a', 'b', 'c', 'd', 'e', 'f']
    delivery.publisher.answer = (sent) => failWith('transient')(sent)
    await delivery.publish(...hung.map((topic) => event(topic)))
    await settled()
    // Each has failed once, so that it is known to be in trouble.
    delivery.publisher.answer = (sent) => (hung.includes(sent[0]!.topic) ? hang() : accept(sent))
    await delivery.publish(...hung.map((topic) => event(topic)))
    await settled()
    expect(delivery.publisher.inFlight).toBe(2)
    await delivery.publish(event('orders'))
    await settled()
    expect(delivery.publisher.calls.at(-1)?.topic).toBe('orders')
  })

  it('sends one call at a time to a topic whose last call failed', async () => {
    const delivery = await runningDelivery({ publisher: { maxBatchSize: 1 } })
    delivery.publisher.answer = failWith('transient')
    await delivery.publish(event())
    await settled()
    const broker = gate()
    delivery.publisher.answer = async (sent) => {
      await broker.passed
      return accept(sent)
    }
    await delivery.publish(...events(3))
    await settled()
    expect(delivery.publisher.inFlight).toBe(1)
    broker.open()
    await settled()
    expect(delivery.publisher.calls).toHaveLength(4)
  })

  it('holds no transaction while it sends: other work commits meanwhile', async () => {
    const delivery = await runningDelivery()
    const broker = gate()
    delivery.publisher.answer = async (sent) => {
      await broker.passed
      return accept(sent)
    }
    await delivery.publish(event())
    await settled()
    await delivery.store(event())
    expect(delivery.publisher.inFlight).toBe(1)
    broker.open()
    await delivery.clock.advance(second)
    expect(delivery.publisher.calls).toHaveLength(2)
  })
})
