import { gate } from 'testing-databases'
import { describe, expect, it } from 'vitest'
import { event, events, runningDelivery, second } from './support/delivery-fixture.ts'
import { accept, failWith } from './support/scripted-publisher.ts'
import { settled } from './support/settled.ts'

describe('onExhausted', () => {
  it('is told of the event, after that is durable', async () => {
    const delivery = await runningDelivery()
    delivery.publisher.answer = failWith('permanent', new Error('413'))
    const database = gate()
    delivery.log.replace('settle', async (settle, ...args) => {
      await database.passed
      return settle(...args)
    })
    const order = event()
    await delivery.publish(order)
    await settled()
    expect(delivery.exhausted).toEqual([])
    database.open()
    await settled()
    expect(delivery.exhausted).toEqual([
      {
        sequence: 1,
        id: order.id,
        topic: 'orders',
        attempts: 1,
        error: 'Error: 413',
        event: order,
      },
    ])
  })

  it.each(['throws', 'rejects'])('that %s is logged, and stops nothing', async (how) => {
    const delivery = await runningDelivery({
      onExhausted: () => {
        const error = new Error('the pager is down')
        if (how === 'throws') throw error
        return Promise.reject(error)
      },
    })
    delivery.publisher.answer = failWith('permanent')
    const [first, last] = events(2)
    await delivery.publish(first!, last!)
    await settled()
    expect(delivery.stateOf(first!.id)).toBe('exhausted')
    expect(delivery.stateOf(last!.id)).toBe('exhausted')
    expect(delivery.logger.matching(/onExhausted failed/)).toHaveLength(2)
    delivery.publisher.answer = accept
    const next = event()
    await delivery.publish(next)
    await settled()
    expect(delivery.stateOf(next.id)).toBe('published')
  })

  it('is not told of an event that another process took over', async () => {
    const delivery = await runningDelivery()
    delivery.publisher.answer = (sent) => {
      for (const [id, session] of delivery.tables.sessions) {
        delivery.tables.sessions.set(id, { ...session, ended: { at: 0, by: 'death' } })
      }
      delivery.log.replace('claimSuspect', async () => undefined)
      return failWith('permanent')(sent)
    }
    await delivery.publish(event())
    await delivery.clock.advance(5 * second)
    expect(delivery.exhausted).toEqual([])
  })

  it('is told rather than not, if the log can not say', async () => {
    const delivery = await runningDelivery()
    delivery.publisher.answer = failWith('permanent')
    delivery.log.replace('settle', async (settle, session, settlements) => {
      await settle(session, settlements)
      delivery.log.restore('settle')
      throw new Error('the connection broke')
    })
    delivery.log.fail('listExhausted')
    const order = event()
    await delivery.publish(order)
    await delivery.clock.advance(second)
    expect(delivery.exhausted.map(({ id }) => id)).toEqual([order.id])
  })

  it('is called once per event although many are settled at once', async () => {
    const delivery = await runningDelivery()
    delivery.publisher.answer = failWith('permanent')
    const orders = events(50)
    await delivery.publish(...orders)
    await settled()
    expect(delivery.exhausted.map(({ id }) => id)).toEqual(orders.map(({ id }) => id))
  })
})
