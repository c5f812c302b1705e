import { describe, expect, it } from 'vitest'
import { event, events, minute, runningDelivery, second } from './support/delivery-fixture.ts'
import { failWith } from './support/scripted-publisher.ts'
import { settled } from './support/settled.ts'

describe('the cleaner', () => {
  it('deletes published events past expireDate every cleaningExpireInterval', async () => {
    const delivery = await runningDelivery({
      options: { cleaningExpireInterval: 2 * minute, expireDate: 3 * minute },
    })
    const order = event()
    await delivery.publish(order)
    await settled()
    await delivery.clock.advance(4 * minute - 1)
    expect(delivery.stateOf(order.id)).toBe('published')
    await delivery.clock.advance(1)
    expect(delivery.stateOf(order.id)).toBe('unknown')
    expect(delivery.log.callsOf('deleteExpired').map(({ at }) => at)).toEqual([
      2 * minute,
      4 * minute,
    ])
  })

  it('never deletes what is not published', async () => {
    const delivery = await runningDelivery({
      options: { cleaningExpireInterval: minute, expireDate: minute },
    })
    delivery.publisher.answer = failWith('transient')
    const order = event()
    await delivery.publish(order)
    await delivery.clock.advance(60 * minute)
    expect(delivery.stateOf(order.id)).not.toBe('unknown')
  })

  it('deletes in bounded batches until nothing is left', async () => {
    const delivery = await runningDelivery({ options: { expireDate: minute } })
    await delivery.publish(...events(2_500))
    await settled()
    await delivery.clock.advance(5 * minute)
    const calls = delivery.log.callsOf('deleteExpired')
    expect(calls.map(({ args: [request] }) => request.limit)).toEqual([1_000, 1_000, 1_000])
    expect(calls[0]?.args[0]).toMatchObject({ published: minute, exhausted: null })
    expect(delivery.tables.log.size).toBe(0)
  })

  it('ends a cycle that has too much to do, and goes on soon', async () => {
    const delivery = await runningDelivery()
    delivery.log.replace('deleteExpired', async () => ({ deleted: 1_000, more: true }))
    await delivery.clock.advance(5 * minute)
    expect(delivery.log.callsOf('deleteExpired')).toHaveLength(100)
    await delivery.clock.advance(29 * second)
    expect(delivery.log.callsOf('deleteExpired')).toHaveLength(100)
    await delivery.clock.advance(second)
    expect(delivery.log.callsOf('deleteExpired')).toHaveLength(200)
  })

  it('takes smaller batches while they fail, and large ones again when they work', async () => {
    const delivery = await runningDelivery()
    delivery.log.fail('deleteExpired')
    await delivery.clock.advance(15 * minute)
    const limits = (): number[] =>
      delivery.log.callsOf('deleteExpired').map(({ args: [request] }) => request.limit)
    expect(limits().slice(0, 4)).toEqual([1_000, 1_000, 500, 250])
    const before = limits().length
    const smallest = limits().at(-1)!
    expect(smallest).toBeLessThan(250)
    delivery.log.replace('deleteExpired', async (_, { limit }) => ({
      deleted: limit,
      more: limit < 1_000,
    }))
    await delivery.clock.advance(5 * minute)
    expect(limits()[before]).toBeLessThan(smallest)
    expect(limits().at(-1)).toBe(1_000)
    expect(delivery.logger.matching(/deleting expired events/)).toHaveLength(2)
  })

  it('asks again when a deletion is never answered', async () => {
    const delivery = await runningDelivery({ options: { expireDate: 0 } })
    await delivery.publish(event())
    delivery.log.replace('deleteExpired', () => new Promise(() => {}))
    await delivery.clock.advance(5 * minute)
    delivery.log.restore('deleteExpired')
    await delivery.clock.advance(6 * minute)
    expect(delivery.tables.log.size).toBe(0)
  })

  it('deletes exhausted events only where an age is given', async () => {
    const delivery = await runningDelivery({ options: { exhaustedExpireDate: 2 * minute } })
    delivery.publisher.answer = failWith('permanent')
    const order = event()
    await delivery.publish(order)
    await delivery.clock.advance(10 * minute)
    expect(delivery.stateOf(order.id)).toBe('unknown')
  })
})
