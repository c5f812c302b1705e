import { gate } from 'testing-databases'
import { describe, expect, it } from 'vitest'
import {
  defaultOptions,
  event,
  events,
  runningDelivery,
  second,
} from './support/delivery-fixture.ts'
import { accept, failWith } from './support/scripted-publisher.ts'
import { settled } from './support/settled.ts'

describe('settling', () => {
  it('writes the outcomes of many events in one statement', async () => {
    const delivery = await runningDelivery()
    await delivery.publish(...events(90))
    await settled()
    expect(delivery.log.callsOf('settle').map(({ args }) => args[1].length)).toEqual([90])
  })

  it('gathers outcomes while one statement is under way', async () => {
    const delivery = await runningDelivery()
    const database = gate()
    delivery.log.replace('settle', async (settle, ...args) => {
      await database.passed
      return settle(...args)
    })
    for (let commit = 0; commit < 4; commit++) {
      await delivery.publish(event())
      await settled()
    }
    // The sends did not wait for it.
    expect(delivery.publisher.sent).toHaveLength(4)
    expect(delivery.log.callsOf('settle')).toHaveLength(1)
    database.open()
    await settled()
    expect(delivery.log.callsOf('settle').map(({ args }) => args[1].length)).toEqual([1, 3])
  })

  it('begins a second statement only for a full batch', async () => {
    const delivery = await runningDelivery()
    const database = gate()
    delivery.log.replace('settle', async (settle, ...args) => {
      await database.passed
      return settle(...args)
    })
    await delivery.publish(event())
    await settled()
    await delivery.publish(...events(499))
    await settled()
    expect(delivery.log.callsOf('settle')).toHaveLength(1)
    await delivery.publish(event())
    await settled()
    expect(delivery.log.callsOf('settle').map(({ args }) => args[1].length)).toEqual([1, 500])
    await delivery.publish(...events(600))
    await settled()
    expect(delivery.log.callsOf('settle')).toHaveLength(2)
    database.open()
    await settled()
    expect(delivery.tables.queue.size).toBe(0)
  })

  it('tells who waits when the outcomes of a lost session are dropped', async () => {
    const delivery = await runningDelivery()
    const database = gate()
    delivery.log.replace('settle', async () => {
      await database.passed
      throw new Error('the connection broke')
    })
    // So that the heartbeat comes before the statement's time is over.
    await delivery.clock.advance(second)
    await delivery.publish(event())
    await settled()
    delivery.log.replace('renewSession', async () => ({ alive: false, ended: 0 }))
    let isIdle = false
    const idle = delivery.engine.idle().then(() => {
      isIdle = true
    })
    await delivery.clock.advance(defaultOptions.leaseDuration / 3 - second)
    delivery.log.restore('renewSession')
    expect(isIdle).toBe(false)
    database.open()
    await settled()
    expect(isIdle).toBe(true)
    await idle
  })

  it('keeps the outcomes while the log can not be written to, and sends nothing twice', async () => {
    const delivery = await runningDelivery()
    delivery.log.fail('settle')
    const orders = events(3)
    await delivery.publish(...orders)
    await delivery.clock.advance(19 * second)
    expect(delivery.tables.queue.size).toBe(3)
    delivery.log.restore('settle')
    await delivery.clock.advance(7 * second)
    expect(delivery.publisher.sent).toEqual(orders.map(({ id }) => id))
    expect(delivery.tables.queue.size).toBe(0)
    expect(delivery.logger.matching(/settling/)).toEqual([
      'settling events fails; their outcomes are kept until it works',
      'settling events works again',
    ])
  })

  it('stops claims while memory is full of outcomes that can not be written', async () => {
    const delivery = await runningDelivery({
      options: { localQueueCapacity: { events: 4, bytes: 1_000_000 }, retryBatchSize: 4 },
    })
    delivery.log.fail('settle')
    await delivery.store(...events(10))
    await delivery.clock.advance(15 * second)
    expect(delivery.publisher.sent).toHaveLength(4)
    delivery.log.restore('settle')
    await delivery.clock.advance(10 * second)
    expect(new Set(delivery.publisher.sent).size).toBe(10)
    expect(delivery.tables.queue.size).toBe(0)
  })

  it('finds a row that can not be written, and settles all the others', async () => {
    const delivery = await runningDelivery()
    const orders = events(40)
    const bad = orders[17]!
    delivery.log.replace('settle', async (settle, session, settlements) => {
      const isBad = settlements.some(
        ({ sequence }) => delivery.tables.log.get(sequence)?.id === bad.id,
      )
      if (isBad) throw new Error('a constraint says no')
      return settle(session, settlements)
    })
    await delivery.publish(...orders)
    await delivery.clock.advance(60 * second)
    const unsettled = orders.filter(({ id }) => delivery.stateOf(id) !== 'published')
    expect(unsettled).toEqual([bad])
    // And it holds up nobody who comes later.
    const next = event()
    await delivery.publish(next)
    await delivery.clock.advance(10 * second)
    expect(delivery.stateOf(next.id)).toBe('published')
    delivery.log.restore('settle')
    await delivery.clock.advance(10 * second)
    expect(delivery.stateOf(bad.id)).toBe('published')
    expect(delivery.publisher.timesOf(bad.id)).toHaveLength(1)
  })

  it('asks again when the log does not answer in time', async () => {
    const delivery = await runningDelivery()
    delivery.log.replace('settle', () => new Promise(() => {}))
    const order = event()
    await delivery.publish(order)
    await delivery.clock.advance(9 * second)
    delivery.log.restore('settle')
    expect(delivery.stateOf(order.id)).toBe('in progress')
    await delivery.clock.advance(2 * second)
    expect(delivery.stateOf(order.id)).toBe('published')
    expect(delivery.publisher.timesOf(order.id)).toEqual([0])
  })

  it('takes a statement that was written although its answer got lost for what it is', async () => {
    const delivery = await runningDelivery({ options: { localRetryTimes: 0, maxRetryTimes: 0 } })
    delivery.publisher.answer = failWith('transient')
    delivery.log.replace('settle', async (settle, ...args) => {
      await settle(...args)
      throw new Error('the connection broke')
    })
    const order = event()
    await delivery.publish(order)
    await settled()
    delivery.log.restore('settle')
    await delivery.clock.advance(second)
    expect(delivery.exhausted.map(({ id }) => id)).toEqual([order.id])
    expect(delivery.stateOf(order.id)).toBe('exhausted')
  })

  it('fences every outcome by the session that claimed the event', async () => {
    const delivery = await runningDelivery()
    const broker = gate()
    delivery.publisher.answer = async (sent) => {
      await broker.passed
      return accept(sent)
    }
    const order = event()
    await delivery.publish(order)
    await settled()
    const [session] = delivery.tables.sessions.keys()
    broker.open()
    await settled()
    expect(delivery.log.callsOf('settle').map(({ args }) => args[0])).toEqual([session])
  })
})
