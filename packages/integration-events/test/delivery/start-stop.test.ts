import { gate } from 'testing-databases'
import { describe, expect, it } from 'vitest'
import { DeliveryStoppedError } from '../../src/errors/delivery-stopped-error.ts'
import { PublishAbandonedError } from '../../src/errors/publish-abandoned-error.ts'
import {
  deliveryFixture,
  event,
  events,
  minute,
  runningDelivery,
  second,
} from './support/delivery-fixture.ts'
import { accept, failWith, hang } from './support/scripted-publisher.ts'
import { settled } from './support/settled.ts'

describe('start', () => {
  it('opens the publisher and one session, however often it is called', async () => {
    const delivery = deliveryFixture()
    await Promise.all([delivery.engine.start(), delivery.engine.start()])
    await delivery.engine.start()
    expect(delivery.publisher.lifecycle).toEqual(['open'])
    expect(delivery.log.callsOf('openSession')).toHaveLength(1)
  })

  it('rejects with the error of the publisher, and can be called again', async () => {
    const delivery = deliveryFixture()
    delivery.publisher.onOpen = () => Promise.reject(new Error('no such component'))
    await expect(delivery.engine.start()).rejects.toThrow('no such component')
    expect(delivery.log.calls).toEqual([])
    delivery.publisher.onOpen = async () => {}
    await delivery.engine.start()
    const order = event()
    await delivery.publish(order)
    await settled()
    expect(delivery.stateOf(order.id)).toBe('published')
  })

  it('closes the publisher again when no session can be opened', async () => {
    const delivery = deliveryFixture()
    delivery.log.fail('openSession')
    await expect(delivery.engine.start()).rejects.toThrow('the database is down')
    expect(delivery.publisher.lifecycle).toEqual(['open', 'close'])
    expect(delivery.clock.timers).toBe(0)
  })

  it('is given up by a stop; what it opened is closed', async () => {
    const delivery = deliveryFixture()
    const opening = gate()
    delivery.publisher.onOpen = () => opening.passed
    const started = expect(delivery.engine.start()).rejects.toBeInstanceOf(DeliveryStoppedError)
    await opening.waited
    await delivery.engine.stop()
    await started
    opening.open()
    await settled()
    expect(delivery.publisher.lifecycle).toEqual(['open', 'close'])
    expect(delivery.log.callsOf('openSession')).toEqual([])
  })

  it('starts anew after a stop, and waits for one that is under way', async () => {
    const delivery = await runningDelivery()
    const closing = gate()
    delivery.publisher.onClose = () => closing.passed
    const stopped = delivery.engine.stop()
    await closing.waited
    const started = delivery.engine.start()
    await settled()
    expect(delivery.log.callsOf('openSession')).toHaveLength(1)
    closing.open()
    await stopped
    await started
    const order = event()
    await delivery.publish(order)
    await settled()
    expect(delivery.stateOf(order.id)).toBe('published')
  })
})

describe('stop', () => {
  it('ends the session and closes the publisher once, however often it is called', async () => {
    const delivery = await runningDelivery()
    await Promise.all([delivery.engine.stop(), delivery.engine.stop()])
    await delivery.engine.stop()
    expect(delivery.log.callsOf('endSession')).toHaveLength(1)
    expect(delivery.publisher.lifecycle).toEqual(['open', 'close'])
  })

  it('leaves no timer behind', async () => {
    const delivery = await runningDelivery()
    delivery.publisher.answer = failWith('transient')
    await delivery.publish(...events(3))
    await settled()
    await delivery.engine.stop()
    await settled()
    expect(delivery.clock.timers).toBe(0)
  })

  it('lets sends end within the deadline, and writes their outcomes', async () => {
    const delivery = await runningDelivery()
    const broker = gate()
    delivery.publisher.answer = async (sent) => {
      await broker.passed
      return accept(sent)
    }
    const order = event()
    await delivery.publish(order)
    await settled()
    const stopped = delivery.engine.stop({ timeout: 5 * second })
    await delivery.clock.advance(4 * second)
    expect(delivery.publisher.calls[0]?.signal.aborted).toBe(false)
    expect(delivery.log.callsOf('endSession')).toEqual([])
    broker.open()
    await stopped
    expect(delivery.stateOf(order.id)).toBe('published')
  })

  it(
    'abandons sends at the deadline; another process sends their events again',
    { timeout: 8_000 },
    async () => {
      const delivery = await runningDelivery({ options: { publishTimeout: 15 * second } })
      delivery.publisher.answer = hang
      const order = event()
      await delivery.publish(order)
      await settled()
      const stopped = delivery.engine.stop({ timeout: 2 * second })
      await delivery.clock.advance(2 * second)
      await stopped
      const { signal } = delivery.publisher.calls[0]!
      expect(signal.reason).toBeInstanceOf(PublishAbandonedError)
      expect(delivery.logger.matching(/deadline has passed/)).toHaveLength(1)
      const other = delivery.replica()
      await other.engine.start()
      await delivery.clock.advance(4 * second)
      expect(other.publisher.sent).toEqual([order.id])
      await other.engine.stop()
    },
  )

  it('takes ten seconds at most for sends, where nothing else is said', async () => {
    const delivery = await runningDelivery({ options: { publishTimeout: 15 * second } })
    delivery.publisher.answer = hang
    await delivery.publish(event())
    await settled()
    let hasStopped = false
    const stopped = delivery.engine.stop().then(() => (hasStopped = true))
    await delivery.clock.advance(10 * second - 1)
    expect(hasStopped).toBe(false)
    await delivery.clock.advance(1)
    await stopped
    expect(hasStopped).toBe(true)
  })

  it('gives back untried what was not sent, at once and with its attempt', async () => {
    const delivery = await runningDelivery({
      options: { concurrency: 1 },
      publisher: { maxBatchSize: 1 },
    })
    const broker = gate()
    delivery.publisher.answer = async (sent) => {
      await broker.passed
      return accept(sent)
    }
    const [sent, ...waiting] = events(5)
    await delivery.publish(sent!, ...waiting)
    await settled()
    const stopped = delivery.engine.stop()
    await settled()
    expect(waiting.map(({ id }) => delivery.stateOf(id))).toEqual(waiting.map(() => 'pending'))
    const attempts = [...delivery.tables.queue.values()].map((queued) => queued.attempts)
    expect(attempts).toEqual([1, 0, 0, 0, 0])
    broker.open()
    await stopped
    expect(delivery.publisher.calls).toHaveLength(1)
  })

  it('hands what waits for a retry from memory to the log, due when it was to be sent', async () => {
    const delivery = await runningDelivery()
    delivery.publisher.answer = failWith('transient')
    await delivery.publish(event())
    await delivery.clock.advance(second)
    const retryAt = delivery.logTime() + 2 * second
    await delivery.engine.stop()
    expect([...delivery.tables.waiting.values()]).toEqual([
      { dueAt: retryAt, attempts: 1, lastError: 'Error: the broker says no', deliveryDate: null },
    ])
  })

  it('keeps a send that fails meanwhile for no retry from memory', async () => {
    const delivery = await runningDelivery()
    const broker = gate()
    delivery.publisher.answer = async (sent) => {
      await broker.passed
      return failWith('transient')(sent)
    }
    const order = event()
    await delivery.publish(order)
    await settled()
    const stopped = delivery.engine.stop()
    broker.open()
    await stopped
    expect(delivery.stateOf(order.id)).toBe('waiting')
  })

  it('releases what a claim brings that was under way', async () => {
    const delivery = await runningDelivery()
    const database = gate()
    const order = event()
    await delivery.store(order)
    delivery.log.replace('claim', async (claim, request) => {
      const result = await claim(request)
      await database.passed
      return result
    })
    delivery.engine.wakeUp()
    await database.waited
    const stopped = delivery.engine.stop()
    await settled()
    database.open()
    await stopped
    expect(delivery.publisher.calls).toEqual([])
    expect(delivery.stateOf(order.id)).toBe('pending')
    expect([...delivery.tables.queue.values()][0]?.attempts).toBe(0)
  })

  it('claims nothing any more', async () => {
    const delivery = await runningDelivery()
    delivery.publisher.answer = hang
    await delivery.publish(event())
    await settled()
    const stopped = delivery.engine.stop()
    await delivery.store(event())
    const claims = delivery.log.callsOf('claim').length
    delivery.engine.wakeUp()
    await delivery.clock.advance(minute)
    await stopped
    expect(delivery.log.callsOf('claim')).toHaveLength(claims)
  })

  it('tries to write the outcomes until its time is over, then leaves them to the lease', async () => {
    const delivery = await runningDelivery()
    delivery.log.fail('settle')
    const order = event()
    await delivery.publish(order)
    await settled()
    const stopped = delivery.engine.stop({ timeout: second })
    await delivery.clock.advance(20 * second)
    await stopped
    expect(delivery.logger.matching(/outcomes could not be written in time/)).toHaveLength(1)
    // The session was ended, so that the event is free.
    expect(delivery.stateOf(order.id)).toBe('pending')
  })

  it('writes the outcomes when the log recovers before the time is over', async () => {
    const delivery = await runningDelivery()
    delivery.log.fail('settle')
    const order = event()
    await delivery.publish(order)
    await delivery.clock.advance(8 * second)
    const stopped = delivery.engine.stop()
    await settled()
    delivery.log.restore('settle')
    await delivery.clock.advance(second)
    await stopped
    expect(delivery.stateOf(order.id)).toBe('published')
  })

  it('ends although the database and the publisher do not answer', async () => {
    const delivery = await runningDelivery()
    delivery.log.replace('endSession', () => new Promise(() => {}))
    delivery.publisher.onClose = () => new Promise(() => {})
    let hasStopped = false
    const stopped = delivery.engine.stop().then(() => (hasStopped = true))
    await delivery.clock.advance(15 * second)
    await stopped
    expect(hasStopped).toBe(true)
    expect(delivery.logger.matching(/^stop: /)).toHaveLength(2)
  })

  it('never rejects', async () => {
    const delivery = await runningDelivery()
    delivery.log.fail('endSession')
    delivery.publisher.onClose = () => Promise.reject(new Error('already closed'))
    await delivery.engine.stop()
    expect(delivery.logger.matching(/^stop: /)).toHaveLength(2)
  })

  it('keeps the lease while sends end', async () => {
    const delivery = await runningDelivery({ options: { publishTimeout: 15 * second } })
    const broker = gate()
    delivery.publisher.answer = async (sent) => {
      await broker.passed
      return accept(sent)
    }
    await delivery.clock.advance(9 * second)
    const order = event()
    await delivery.publish(order)
    await settled()
    const stopped = delivery.engine.stop()
    await delivery.clock.advance(9 * second)
    expect(delivery.log.callsOf('renewSession').map(({ at }) => at)).toEqual([10 * second])
    broker.open()
    await stopped
  })
})
