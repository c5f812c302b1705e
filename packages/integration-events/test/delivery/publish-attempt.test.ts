import { gate } from 'testing-databases'
import { describe, expect, it } from 'vitest'
import { PublishTimeoutError } from '../../src/errors/publish-timeout-error.ts'
import { event, events, runningDelivery, second } from './support/delivery-fixture.ts'
import { accept, hang } from './support/scripted-publisher.ts'
import { settled } from './support/settled.ts'

describe('a call of the publisher', () => {
  it('is given up after publishTimeout, even if it ignores its signal', async () => {
    const delivery = await runningDelivery({ options: { publishTimeout: 5 * second } })
    delivery.publisher.answer = hang
    const order = event()
    await delivery.publish(order)
    await delivery.clock.advance(5 * second - 1)
    expect(delivery.publisher.calls[0]?.signal.aborted).toBe(false)
    await delivery.clock.advance(1)
    const { signal } = delivery.publisher.calls[0]!
    expect(signal.aborted).toBe(true)
    expect(signal.reason).toBeInstanceOf(PublishTimeoutError)
    await delivery.clock.advance(3 * second)
    expect(delivery.publisher.timesOf(order.id)).toEqual([0, 8 * second])
  })

  it('whose answer comes too late changes nothing', async () => {
    const delivery = await runningDelivery()
    const broker = gate()
    delivery.publisher.answer = async (sent) => {
      await broker.passed
      return accept(sent)
    }
    const order = event()
    await delivery.publish(order)
    await delivery.clock.advance(10 * second)
    broker.open()
    await settled()
    expect(delivery.stateOf(order.id)).toBe('in progress')
    await delivery.clock.advance(3 * second)
    expect(delivery.publisher.timesOf(order.id)).toEqual([0, 13 * second])
    expect(delivery.stateOf(order.id)).toBe('published')
  })

  it('whose answer comes in time leaves no timer behind', async () => {
    const delivery = await runningDelivery()
    const before = delivery.clock.timers
    await delivery.publish(event())
    await settled()
    expect(delivery.clock.timers).toBe(before)
  })

  const misbehaviours: Record<string, (sent: readonly unknown[]) => unknown> = {
    'throws instead of rejecting': () => {
      throw new Error('bug')
    },
    rejects: () => Promise.reject(new Error('connection reset')),
    'answers too few outcomes': () => [{ status: 'accepted' }],
    'answers too many outcomes': (sent) => [...accept(sent), { status: 'accepted' }],
    'answers nothing': () => undefined,
    'answers holes': () => Array.from({ length: 2 }),
    'answers what is no outcome': () => [{ status: 'ok' }, null],
  }

  it.each(Object.entries(misbehaviours))(
    'that %s has an unknown outcome: its events are sent again',
    async (_, misbehave) => {
      const delivery = await runningDelivery()
      delivery.publisher.answer = misbehave as typeof delivery.publisher.answer
      const [first, last] = events(2)
      await delivery.publish(first!, last!)
      await settled()
      expect(delivery.stateOf(first!.id)).toBe('in progress')
      delivery.publisher.answer = accept
      await delivery.clock.advance(3 * second)
      for (const { id } of [first!, last!]) {
        expect(delivery.publisher.timesOf(id)).toEqual([0, 3 * second])
        expect(delivery.stateOf(id)).toBe('published')
      }
    },
  )
})
