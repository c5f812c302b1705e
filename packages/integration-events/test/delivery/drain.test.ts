import { gate } from 'testing-databases'
import { describe, expect, it } from 'vitest'
import { DeliveryStoppedError } from '../../src/errors/delivery-stopped-error.ts'
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

function stopWithin(
  { engine }: DeliveryFixture,
  timeout: number,
): { readonly ended: Promise<void>; readonly isOver: () => boolean } {
  let over = false
  const ended = engine.stop({ timeout }).then(() => {
    over = true
  })
  return { ended, isOver: () => over }
}

describe('drain, where delivery was never started', () => {
  it('delivers what is due, and leaves nothing running', async () => {
    const delivery = deliveryFixture({ options: { retryBatchSize: 10, deliver: false } })
    const orders = events(35)
    await delivery.store(...orders)
    const result = await delivery.engine.drain()
    expect(result).toEqual({ published: 35, remaining: false })
    expect(orders.map(({ id }) => delivery.stateOf(id))).toEqual(orders.map(() => 'published'))
    expect(delivery.publisher.lifecycle).toEqual(['open', 'close'])
    expect(delivery.log.callsOf('endSession')).toHaveLength(1)
    await settled()
    expect(delivery.clock.timers).toBe(0)
  })

  it('delivers nothing where nothing is due', async () => {
    const delivery = deliveryFixture()
    expect(await delivery.engine.drain()).toEqual({ published: 0, remaining: false })
  })

  it('retries from memory, and says when something waits for a later retry', async () => {
    const delivery = deliveryFixture()
    const [good, bad] = events(2)
    delivery.publisher.answer = (sent) =>
      sent.map(({ id }) =>
        id === bad!.id ? { status: 'transient', error: 'no' } : { status: 'accepted' },
      )
    await delivery.store(good!, bad!)
    const drained = delivery.engine.drain()
    await delivery.clock.advance(15 * second)
    expect(await drained).toEqual({ published: 1, remaining: true })
    expect(delivery.publisher.timesOf(bad!.id)).toHaveLength(4)
    expect(delivery.stateOf(bad!.id)).toBe('waiting')
  })

  it('returns when its time is over, and gives the rest back', async () => {
    const delivery = deliveryFixture({ publisher: { maxBatchSize: 1 } })
    delivery.publisher.answer = hang
    const orders = events(10)
    await delivery.store(...orders)
    const drained = delivery.engine.drain({ timeout: 3 * second })
    await delivery.clock.advance(5 * second)
    expect(await drained).toEqual({ published: 0, remaining: true })
    expect(orders.map(({ id }) => delivery.stateOf(id))).not.toContain('in progress')
  })

  it('returns when its signal is aborted', async () => {
    const delivery = deliveryFixture()
    delivery.publisher.answer = hang
    await delivery.store(event())
    const controller = new AbortController()
    const drained = delivery.engine.drain({ signal: controller.signal })
    await settled()
    controller.abort()
    await delivery.clock.advance(30 * second)
    expect((await drained).remaining).toBe(true)
  })

  it('does not wait for a topic that pauses', async () => {
    const delivery = deliveryFixture({
      options: {
        circuitBreaker: { failures: 1, probeInterval: minute, maximumProbeInterval: minute },
      },
    })
    delivery.publisher.answer = (sent) =>
      sent[0]!.topic === 'down' ? failWith('transient')(sent) : accept(sent)
    await delivery.store(...events(3, 'down'), ...events(3, 'orders'))
    expect(await delivery.engine.drain()).toEqual({ published: 3, remaining: true })
    const states = [...delivery.tables.queue.values()].map(({ attempts }) => attempts)
    expect(states).toEqual([0, 0, 0])
  })

  it('delivers the events of dead processes, one by one', async () => {
    const delivery = deliveryFixture()
    const session = await delivery.log.log.openSession({ leaseDuration: second, label: 'dead' })
    const orders = events(3)
    await delivery.store(...orders)
    await delivery.log.log.claim({ session, limit: 3 })
    delivery.clock.freeze(2 * second)
    await delivery.log.log.renewSession(999, second)
    expect(await delivery.engine.drain()).toEqual({ published: 3, remaining: false })
    expect(delivery.publisher.calls).toHaveLength(3)
  })

  it('is shared by calls at the same time', async () => {
    const delivery = deliveryFixture()
    await delivery.store(...events(5))
    const results = await Promise.all([delivery.engine.drain(), delivery.engine.drain()])
    expect(results).toEqual([
      { published: 5, remaining: false },
      { published: 5, remaining: false },
    ])
    expect(delivery.log.callsOf('openSession')).toHaveLength(1)
  })

  it('deletes some of what is expired, since nobody else would', async () => {
    const delivery = deliveryFixture({ options: { expireDate: minute } })
    await delivery.store(...events(5))
    await delivery.engine.drain()
    delivery.clock.freeze(2 * minute)
    await delivery.engine.drain()
    expect(delivery.tables.log.size).toBe(0)
  })

  it('is no failure when the deletion fails', async () => {
    const delivery = deliveryFixture()
    delivery.log.fail('deleteExpired')
    await delivery.store(event())
    expect(await delivery.engine.drain()).toEqual({ published: 1, remaining: false })
    expect(delivery.logger.matching(/deleting expired events failed/)).toHaveLength(1)
  })

  it('rejects when the database is down, and can be called again', async () => {
    const delivery = deliveryFixture()
    delivery.log.fail('openSession')
    await expect(delivery.engine.drain()).rejects.toThrow('the database is down')
    delivery.log.restore('openSession')
    expect(await delivery.engine.drain()).toEqual({ published: 0, remaining: false })
  })

  it('is ended by a stop', async () => {
    const delivery = deliveryFixture()
    const broker = gate()
    delivery.publisher.answer = async (sent) => {
      await broker.passed
      return accept(sent)
    }
    const order = event()
    await delivery.store(order)
    const drained = delivery.engine.drain()
    await broker.waited
    const stopped = delivery.engine.stop()
    await settled()
    broker.open()
    await stopped
    expect(await drained).toEqual({ published: 1, remaining: true })
    const opening = gate()
    delivery.publisher.onOpen = () => opening.passed
    const refused = expect(delivery.engine.drain()).rejects.toBeInstanceOf(DeliveryStoppedError)
    await opening.waited
    await delivery.engine.stop()
    await refused
    opening.open()
    await settled()
  })

  it('has no more time after a stop than that gives', async () => {
    const delivery = deliveryFixture()
    delivery.publisher.answer = hang
    await delivery.store(event())
    const drained = delivery.engine.drain()
    await settled()
    const stop = stopWithin(delivery, 200)
    await delivery.clock.advance(199)
    expect(stop.isOver()).toBe(false)
    await delivery.clock.advance(1)
    expect(stop.isOver()).toBe(true)
    await stop.ended
    expect(await drained).toEqual({ published: 0, remaining: true })
  })

  it('has no more time after a stop than that gives, also while it deletes what is expired', async () => {
    const delivery = deliveryFixture()
    delivery.log.replace('deleteExpired', () => new Promise(() => {}))
    const drained = delivery.engine.drain()
    await settled()
    expect(delivery.log.callsOf('deleteExpired')).toHaveLength(1)
    const stop = stopWithin(delivery, 200)
    await delivery.clock.advance(200)
    expect(stop.isOver()).toBe(true)
    await stop.ended
    expect(await drained).toEqual({ published: 0, remaining: false })
  })

  it('lets a start wait until it has ended', async () => {
    const delivery = deliveryFixture()
    const broker = gate()
    delivery.publisher.answer = async (sent) => {
      await broker.passed
      return accept(sent)
    }
    await delivery.store(event())
    const drained = delivery.engine.drain()
    await broker.waited
    const started = delivery.engine.start()
    await settled()
    expect(delivery.log.callsOf('openSession')).toHaveLength(1)
    expect(delivery.engine.reserve([event()]).owned).toEqual([false])
    broker.open()
    await drained
    await started
    expect(delivery.log.callsOf('openSession')).toHaveLength(2)
    expect(delivery.engine.reserve([event()]).owned).toEqual([true])
  })
})

describe('drain, on a running engine', () => {
  it('waits until everything due is delivered, and lets it run', async () => {
    const delivery = await runningDelivery({ options: { pollInterval: 60 * minute } })
    await delivery.store(...events(250))
    expect(await delivery.engine.drain()).toEqual({ published: 250, remaining: false })
    expect(delivery.publisher.lifecycle).toEqual(['open'])
    const order = event()
    await delivery.publish(order)
    await settled()
    expect(delivery.stateOf(order.id)).toBe('published')
  })

  it('waits for what is in flight', async () => {
    const delivery = await runningDelivery()
    const broker = gate()
    delivery.publisher.answer = async (sent) => {
      await broker.passed
      return accept(sent)
    }
    await delivery.publish(event())
    await settled()
    let hasDrained = false
    const drained = delivery.engine.drain().then((result) => {
      hasDrained = true
      return result
    })
    await delivery.clock.advance(5 * second)
    expect(hasDrained).toBe(false)
    broker.open()
    expect(await drained).toEqual({ published: 1, remaining: false })
  })
})
