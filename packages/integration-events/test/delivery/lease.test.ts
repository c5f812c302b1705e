import { gate } from 'testing-databases'
import { describe, expect, it } from 'vitest'
import {
  type DeliveryFixture,
  deliveryFixture,
  event,
  events,
  runningDelivery,
  second,
} from './support/delivery-fixture.ts'
import { accept, failWith, hang } from './support/scripted-publisher.ts'
import { settled } from './support/settled.ts'

/** Ends the session as another process does that found its lease run out. */
function declareDead(delivery: DeliveryFixture): void {
  for (const [id, session] of delivery.tables.sessions) {
    if (session.ended !== null) continue
    delivery.tables.sessions.set(id, {
      ...session,
      ended: { at: delivery.logTime(), by: 'death' },
    })
  }
}

describe('the session', () => {
  it('is renewed every third of its lease', async () => {
    const delivery = await runningDelivery({ options: { leaseDuration: 30 * second } })
    await delivery.clock.advance(35 * second)
    expect(delivery.log.callsOf('renewSession').map(({ at }) => at)).toEqual([
      10 * second,
      20 * second,
      30 * second,
    ])
  })

  it('starts no send that could outlive the lease', async () => {
    const delivery = await runningDelivery()
    delivery.log.fail('renewSession')
    await delivery.clock.advance(19 * second)
    const early = event()
    await delivery.publish(early)
    await settled()
    expect(delivery.publisher.timesOf(early.id)).toEqual([19 * second])
    const late = event()
    const reservation = delivery.engine.reserve([late])
    const appended = await delivery.transaction((transaction) =>
      delivery.log.log.append(transaction, [{ event: late, owned: true }], reservation.session),
    )
    await delivery.clock.advance(second)
    // 10 seconds are left, and a send may take 10.
    reservation.committed(appended)
    await delivery.clock.advance(9 * second)
    expect(delivery.publisher.timesOf(late.id)).toEqual([])
    delivery.log.restore('renewSession')
    await delivery.clock.advance(10 * second)
    expect(delivery.publisher.timesOf(late.id)).toHaveLength(1)
  })

  it('is trusted from before the heartbeat was sent, not from its answer', async () => {
    const delivery = await runningDelivery()
    delivery.log.replace('renewSession', async (renew, ...args) => {
      const result = await renew(...args)
      // The answer takes 8 seconds.
      await new Promise<void>((resolve) => delivery.clock.schedule(8 * second, resolve))
      return result
    })
    await delivery.clock.advance(18 * second)
    delivery.log.fail('renewSession')
    // Sent at 10 s: trusted until 40 s, so that a send may start before 30 s.
    await delivery.clock.advance(12 * second - 1)
    expect(delivery.engine.reserve([event()]).owned).toEqual([true])
    await delivery.clock.advance(1)
    expect(delivery.engine.reserve([event()]).owned).toEqual([false])
  })

  it('makes no claims while it is not trusted', async () => {
    const delivery = await runningDelivery()
    delivery.log.fail('renewSession')
    await delivery.clock.advance(20 * second)
    const claims = delivery.log.callsOf('claim').length
    await delivery.clock.advance(30 * second)
    expect(delivery.log.callsOf('claim')).toHaveLength(claims)
  })

  it('that was lost during a send: the late result changes nothing', async () => {
    const delivery = await runningDelivery()
    const other = delivery.replica()
    const broker = gate()
    delivery.publisher.answer = async (sent) => {
      await broker.passed
      return accept(sent)
    }
    const order = event()
    await delivery.publish(order)
    await settled()
    declareDead(delivery)
    await delivery.clock.advance(9 * second)
    // The other process has taken it over, and is told that the broker does not take it now.
    other.publisher.answer = failWith('transient')
    await other.engine.start()
    await delivery.clock.advance(0)
    expect(other.publisher.timesOf(order.id)).toHaveLength(1)
    broker.open()
    await delivery.clock.advance(second)
    expect(delivery.stateOf(order.id)).toBe('waiting')
    await other.engine.stop()
  })

  it('that was lost takes its events out of memory, and another one is opened', async () => {
    const delivery = await runningDelivery({ options: { localFailedRetryInterval: 7 * second } })
    delivery.publisher.answer = failWith('transient')
    const order = event()
    await delivery.publish(order)
    await delivery.clock.advance(8 * second)
    expect(delivery.publisher.timesOf(order.id)).toEqual([0, 7 * second])
    // Found at the next heartbeat, at 10 s. The retry from memory was due at 14 s.
    delivery.log.replace('claimSuspect', async () => undefined)
    declareDead(delivery)
    await delivery.clock.advance(20 * second)
    expect(delivery.publisher.timesOf(order.id)).toEqual([0, 7 * second])
    expect(delivery.log.callsOf('openSession').map(({ at }) => at)).toEqual([0, 10 * second])
    expect(delivery.logger.matching(/session was lost/)).toHaveLength(1)
    await delivery.engine.idle()
    delivery.publisher.answer = accept
    delivery.log.restore('claimSuspect')
    await delivery.clock.advance(10 * second)
    expect(delivery.stateOf(order.id)).toBe('published')
  })

  it('that was lost takes its unwritten outcomes along, none is written under the new one', async () => {
    const delivery = await runningDelivery()
    delivery.log.fail('settle')
    const order = event()
    await delivery.publish(order)
    await delivery.clock.advance(9 * second)
    const [lost] = delivery.tables.sessions.keys()
    delivery.log.replace('claimSuspect', async () => undefined)
    declareDead(delivery)
    await delivery.clock.advance(2 * second)
    delivery.log.restore('settle')
    const before = delivery.log.callsOf('settle').length
    await delivery.clock.advance(30 * second)
    const later = delivery.log.callsOf('settle').slice(before)
    expect(later.filter(({ args }) => args[0] !== lost)).toEqual([])
    await delivery.engine.idle()
  })

  it('is opened again and again while the database is down', async () => {
    const delivery = await runningDelivery()
    delivery.log.fail('openSession')
    declareDead(delivery)
    await delivery.clock.advance(60 * second)
    expect(delivery.log.callsOf('openSession').length).toBeGreaterThan(3)
    delivery.log.restore('openSession')
    await delivery.clock.advance(15 * second)
    const order = event()
    await delivery.publish(order)
    await settled()
    expect(delivery.stateOf(order.id)).toBe('published')
    expect(delivery.logger.matching(/keeping this process's session/)).toEqual([
      "keeping this process's session in the event log fails; it is tried again until it works",
      "keeping this process's session in the event log works again",
    ])
  })

  it('is asked for at once when a settlement found a row that was no longer ours', async () => {
    const delivery = await runningDelivery()
    const order = event()
    delivery.publisher.answer = (sent) => {
      delivery.publisher.answer = accept
      declareDead(delivery)
      return accept(sent)
    }
    await delivery.publish(order)
    await delivery.clock.advance(0)
    expect(delivery.log.callsOf('renewSession').map(({ at }) => at)).toEqual([0])
    expect(delivery.log.callsOf('openSession')).toHaveLength(2)
  })

  it('wakes the poller when it found the sessions of others dead', async () => {
    const delivery = deliveryFixture({ options: { pollInterval: 3_600 * second } })
    const dead = await delivery.log.log.openSession({ leaseDuration: 5 * second, label: 'dead' })
    await delivery.transaction((transaction) =>
      delivery.log.log.append(transaction, [{ event: event('abandoned'), owned: true }], dead),
    )
    await delivery.engine.start()
    await delivery.clock.advance(11 * second)
    expect(delivery.publisher.calls.map(({ topic, at }) => [topic, at])).toEqual([
      ['abandoned', 10 * second],
    ])
  })

  it('of another living process keeps its events', async () => {
    const delivery = await runningDelivery()
    const other = delivery.replica()
    const broker = gate()
    delivery.publisher.answer = async (sent) => {
      await broker.passed
      return accept(sent)
    }
    await other.engine.start()
    const orders = events(3)
    await delivery.publish(...orders)
    await delivery.clock.advance(9 * second)
    expect(other.publisher.sent).toEqual([])
    broker.open()
    await settled()
    expect(orders.map(({ id }) => delivery.stateOf(id))).toEqual(orders.map(() => 'published'))
    await other.engine.stop()
  })

  it('is replaced after a claim whose answer got lost, so that nobody waits for its rows', async () => {
    const delivery = await runningDelivery()
    const order = event()
    await delivery.store(order)
    let broken = true
    delivery.log.replace('claim', async (claim, request) => {
      const result = await claim(request)
      if (broken && result.events.length > 0) {
        broken = false
        throw new Error('the connection broke')
      }
      return result
    })
    delivery.engine.wakeUp()
    await delivery.clock.advance(0)
    expect(delivery.publisher.sent).toEqual([])
    expect(delivery.log.callsOf('endSession')).toHaveLength(1)
    await delivery.clock.advance(5 * second)
    expect(delivery.stateOf(order.id)).toBe('published')
    expect(delivery.log.callsOf('openSession')).toHaveLength(2)
  })

  it('is replaced only after what it sends is settled', async () => {
    const delivery = await runningDelivery()
    const broker = gate()
    delivery.publisher.answer = async (sent) => {
      await broker.passed
      return accept(sent)
    }
    const sent = event()
    await delivery.publish(sent)
    await settled()
    delivery.log.fail('claim')
    delivery.engine.wakeUp()
    await settled()
    delivery.log.restore('claim')
    expect(delivery.log.callsOf('endSession')).toEqual([])
    expect(delivery.engine.reserve([event()]).owned).toEqual([false])
    broker.open()
    await delivery.clock.advance(second)
    expect(delivery.stateOf(sent.id)).toBe('published')
    expect(delivery.publisher.timesOf(sent.id)).toHaveLength(1)
    expect(delivery.log.callsOf('endSession')).toHaveLength(1)
    expect(delivery.engine.reserve([event()]).owned).toEqual([true])
  })

  it('leaves the process in peace when it is lost during a stop', async () => {
    const delivery = await runningDelivery({ options: { publishTimeout: 14 * second } })
    const { clock } = delivery
    delivery.publisher.answer = hang
    await delivery.publish(event())
    await settled()
    const stopped = delivery.engine.stop({ timeout: 20 * second })
    delivery.log.replace('renewSession', async () => ({ alive: false, ended: 0 }))
    let looks = 0
    const now = clock.now.bind(clock)
    clock.now = () => {
      looks++
      if (looks > 10_000) throw new Error('somebody looks at the clock without a pause')
      return now()
    }
    await clock.advance(25 * second)
    await stopped
    expect(looks).toBeLessThan(100)
    expect(delivery.log.callsOf('openSession')).toHaveLength(1)
  })
})
