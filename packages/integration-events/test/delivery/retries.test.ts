import { describe, expect, it } from 'vitest'
import { event, events, minute, runningDelivery, second } from './support/delivery-fixture.ts'
import { accept, failWith } from './support/scripted-publisher.ts'

describe('retries', () => {
  it('are 1 + localRetryTimes + maxRetryTimes sends, and then no more', async () => {
    const delivery = await runningDelivery({ options: { maxRetryTimes: 2 } })
    delivery.publisher.answer = failWith('transient')
    const order = event()
    await delivery.publish(order)
    await delivery.clock.advance(60 * minute)
    const times = delivery.publisher.timesOf(order.id)
    expect(times).toHaveLength(1 + 3 + 2)
    expect(times.slice(0, 4)).toEqual([0, 3 * second, 6 * second, 9 * second])
    expect(delivery.stateOf(order.id)).toBe('exhausted')
    await delivery.clock.advance(24 * 60 * minute)
    expect(delivery.publisher.timesOf(order.id)).toHaveLength(1 + 3 + 2)
  })

  it('are 54 sends at most with the defaults', async () => {
    const delivery = await runningDelivery({ options: { pollInterval: minute } })
    delivery.publisher.answer = failWith('unknown')
    const order = event()
    await delivery.publish(order)
    await delivery.clock.advance(15 * 60 * minute)
    expect(delivery.publisher.timesOf(order.id)).toHaveLength(54)
    expect(delivery.stateOf(order.id)).toBe('exhausted')
  })

  it('from the event log wait failedRetryInterval, doubled each time up to the maximum', async () => {
    const delivery = await runningDelivery({
      options: { localRetryTimes: 0, backoffMaximum: 3 * minute, pollInterval: 100 },
    })
    delivery.publisher.answer = failWith('transient')
    const order = event()
    await delivery.publish(order)
    await delivery.clock.advance(10 * minute)
    const times = delivery.publisher.timesOf(order.id)
    const pauses = times.slice(1).map((time, index) => time - times[index]!)
    const expected = [1, 2, 3, 3].map((minutes) => minutes * minute)
    expect(pauses).toHaveLength(4)
    for (const [index, pause] of pauses.entries()) {
      expect(pause).toBeGreaterThanOrEqual(expected[index]!)
      expect(pause).toBeLessThanOrEqual(expected[index]! + 100)
    }
  })

  it('wait for as long as the publisher wishes, whichever of two events is due first', async () => {
    const delivery = await runningDelivery({ options: { localRetryTimes: 1 } })
    const [late, soon] = [event(), event()]
    delivery.publisher.answer = (sent) =>
      sent.map(({ id }) => ({
        status: 'transient',
        error: new Error('not yet'),
        concerns: 'event',
        retryAfter: id === late.id ? 40 * second : second,
      }))
    await delivery.publish(late)
    await delivery.publish(soon)
    await delivery.clock.advance(39 * second)
    expect(delivery.publisher.timesOf(soon.id).slice(0, 2)).toEqual([0, second])
    expect(delivery.publisher.timesOf(late.id)).toEqual([0])
    await delivery.clock.advance(second)
    expect(delivery.publisher.timesOf(late.id)).toEqual([0, 40 * second])
  })

  it('ignore a wish that is no time', async () => {
    const delivery = await runningDelivery()
    delivery.publisher.answer = (sent) =>
      sent.map(() => ({ status: 'transient', error: new Error('no'), retryAfter: NaN }))
    const order = event()
    await delivery.publish(order)
    await delivery.clock.advance(3 * second)
    expect(delivery.publisher.timesOf(order.id)).toEqual([0, 3 * second])
  })

  it('wait a year at most, so that any wish can be written', async () => {
    const delivery = await runningDelivery()
    delivery.publisher.answer = (sent) =>
      sent.map(() => ({ status: 'transient', error: new Error('no'), retryAfter: 1e21 }))
    await delivery.publish(event())
    await delivery.clock.advance(1)
    const [written] = delivery.log.callsOf('settle')
    expect(written?.args[1]).toMatchObject([{ outcome: 'retry', delay: 365 * 24 * 60 * minute }])
  })

  it('from memory wait localFailedRetryInterval, and touch the log only at the end', async () => {
    const delivery = await runningDelivery({ options: { localFailedRetryInterval: 7 * second } })
    let failures = 2
    delivery.publisher.answer = (sent) =>
      failures-- > 0 ? failWith('unknown')(sent) : accept(sent)
    const order = event()
    await delivery.publish(order)
    await delivery.clock.advance(13 * second)
    expect(delivery.log.callsOf('settle')).toEqual([])
    await delivery.clock.advance(second)
    expect(delivery.publisher.timesOf(order.id)).toEqual([0, 7 * second, 14 * second])
    expect(delivery.stateOf(order.id)).toBe('published')
    expect(delivery.log.callsOf('settle')).toHaveLength(1)
  })

  it('never run the same event from memory and from the log at once', async () => {
    const delivery = await runningDelivery()
    const other = delivery.replica()
    await other.engine.start()
    delivery.publisher.answer = failWith('transient')
    const order = event()
    await delivery.publish(order)
    await delivery.clock.advance(8 * second)
    expect(delivery.publisher.timesOf(order.id)).toHaveLength(3)
    expect(other.publisher.sent).toEqual([])
    await other.engine.stop()
  })

  it('of a permanent failure do not happen', async () => {
    const delivery = await runningDelivery()
    delivery.publisher.answer = failWith('permanent', new Error('too large'))
    const order = event()
    await delivery.publish(order)
    await delivery.clock.advance(24 * 60 * minute)
    expect(delivery.publisher.timesOf(order.id)).toEqual([0])
    expect(delivery.stateOf(order.id)).toBe('exhausted')
    expect(delivery.exhausted.map(({ id, attempts, error }) => ({ id, attempts, error }))).toEqual([
      { id: order.id, attempts: 1, error: 'Error: too large' },
    ])
  })

  it('concern only the events of a call that failed', async () => {
    const delivery = await runningDelivery()
    const [good, bad, alsoGood] = events(3)
    delivery.publisher.answer = (sent) =>
      sent.map(({ id }) =>
        id === bad!.id ? { status: 'transient', error: 'no' } : { status: 'accepted' },
      )
    await delivery.publish(good!, bad!, alsoGood!)
    await delivery.clock.advance(3 * second)
    expect(delivery.publisher.calls.map(({ ids }) => ids)).toEqual([
      [good!.id, bad!.id, alsoGood!.id],
      [bad!.id],
    ])
    expect([good!, bad!, alsoGood!].map(({ id }) => delivery.stateOf(id))).toEqual([
      'published',
      'in progress',
      'published',
    ])
  })

  it('keep the last error with the event', async () => {
    const delivery = await runningDelivery({ options: { localRetryTimes: 0 } })
    delivery.publisher.answer = failWith('transient', new Error('503'))
    await delivery.publish(event())
    await delivery.clock.advance(0)
    expect([...delivery.tables.waiting.values()].map(({ lastError }) => lastError)).toEqual([
      'Error: 503',
    ])
  })

  it('log the whole span once, at start', async () => {
    const delivery = await runningDelivery()
    await delivery.clock.advance(minute)
    expect(delivery.logger.matching(/sent up to 54 times within 11h 45m to 14h 41m/)).toHaveLength(
      1,
    )
  })
})
