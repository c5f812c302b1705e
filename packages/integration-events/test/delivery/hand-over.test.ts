import { describe, expect, it } from 'vitest'
import type { OutgoingEvent } from '../../src/contracts/outgoing-event.ts'
import {
  deliveryFixture,
  event,
  events,
  runningDelivery,
  second,
  minute,
} from './support/delivery-fixture.ts'
import { accept, failWith, hang } from './support/scripted-publisher.ts'
import { settled } from './support/settled.ts'

describe('hand-over', () => {
  it('sends an event from memory after its commit, without a claim', async () => {
    const delivery = await runningDelivery()
    const claims = delivery.log.callsOf('claim').length
    const order = event()
    await delivery.publish(order)
    await settled()
    expect(delivery.publisher.sent).toEqual([order.id])
    expect(delivery.log.callsOf('claim').length).toBe(claims)
    expect(delivery.stateOf(order.id)).toBe('published')
  })

  it('sends one event alone at once, and what one commit brings together', async () => {
    const delivery = await runningDelivery()
    await delivery.publish(event())
    await settled()
    await delivery.publish(...events(3))
    await settled()
    expect(delivery.publisher.calls.map(({ ids }) => ids.length)).toEqual([1, 3])
    expect(delivery.publisher.calls.map(({ at }) => at)).toEqual([0, 0])
  })

  it('sends nothing before the commit, and nothing after a rollback', async () => {
    const delivery = await runningDelivery()
    const failed = delivery.transaction(async (transaction) => {
      const lost = event()
      const reservation = delivery.engine.reserve([lost])
      expect(reservation.owned).toEqual([true])
      const rows = [{ event: lost, owned: true }]
      const appended = await delivery.log.log.append(transaction, rows, reservation.session)
      transaction.afterCommit(() => reservation.committed(appended))
      transaction.afterRollback(() => reservation.rolledBack())
      await delivery.clock.advance(5 * second)
      expect(delivery.publisher.calls).toEqual([])
      throw new Error('the order is refused')
    })
    await expect(failed).rejects.toThrow('the order is refused')
    await delivery.clock.advance(5 * second)
    expect(delivery.publisher.calls).toEqual([])
  })

  it('ends once: what is called after the first end changes nothing', async () => {
    const delivery = await runningDelivery({
      options: { localQueueCapacity: { events: 1, bytes: 100 } },
    })
    const first = delivery.engine.reserve([event()])
    first.rolledBack()
    const next = delivery.engine.reserve([event()])
    expect(next.owned).toEqual([true])
    first.rolledBack()
    first.committed([{ sequence: 1, event: event(), owned: true }])
    await settled()
    expect(delivery.engine.reserve([event()]).owned).toEqual([false])
    expect(delivery.publisher.calls).toEqual([])
  })

  describe('lets events be born pending', () => {
    const ownedBy = (
      delivery: { engine: { reserve: (events: OutgoingEvent[]) => { owned: readonly boolean[] } } },
      ...reserved: OutgoingEvent[]
    ): readonly boolean[] => delivery.engine.reserve(reserved).owned

    it('before the start and after the stop', async () => {
      const delivery = deliveryFixture()
      const { owned, session } = delivery.engine.reserve([event()])
      expect({ owned, session }).toEqual({ owned: [false], session: null })
      await delivery.engine.start()
      expect(ownedBy(delivery, event())).toEqual([true])
      await delivery.engine.stop()
      expect(ownedBy(delivery, event())).toEqual([false])
    })

    it('from the beginning of the stop on', async () => {
      const delivery = await runningDelivery()
      delivery.publisher.answer = hang
      await delivery.publish(event())
      await settled()
      const stopped = delivery.engine.stop()
      expect(ownedBy(delivery, event())).toEqual([false])
      await delivery.clock.advance(minute)
      await stopped
    })

    it('beyond the number that memory has room for', async () => {
      const delivery = await runningDelivery({
        options: { localQueueCapacity: { events: 2, bytes: 1_000_000 } },
      })
      expect(ownedBy(delivery, ...events(3))).toEqual([true, true, false])
      expect(ownedBy(delivery, event())).toEqual([false])
    })

    it('beyond the bytes that memory has room for', async () => {
      const delivery = await runningDelivery({
        options: { localQueueCapacity: { events: 100, bytes: 10 } },
      })
      const sized = (bytes: number): OutgoingEvent => event('orders', { data: 'x'.repeat(bytes) })
      expect(ownedBy(delivery, sized(6), sized(6), sized(4))).toEqual([true, false, true])
      // Bytes, not characters.
      expect(ownedBy(delivery, event('orders', { data: 'é' }))).toEqual([false])
    })

    it('while memory is full of events that are not settled', async () => {
      const delivery = await runningDelivery({
        options: { localQueueCapacity: { events: 2, bytes: 1_000_000 } },
      })
      delivery.log.fail('settle')
      await delivery.publish(...events(2))
      await settled()
      expect(delivery.publisher.sent).toHaveLength(2)
      expect(ownedBy(delivery, event())).toEqual([false])
      delivery.log.restore('settle')
      await delivery.clock.advance(second)
      expect(ownedBy(delivery, event())).toEqual([true])
    })

    it('if they have a key; they are claimed', async () => {
      const delivery = await runningDelivery()
      const keyed = event('orders', { key: 'customer 7' })
      const [appended] = await delivery.publish(keyed)
      expect(appended?.owned).toBe(false)
      await settled()
      expect(delivery.publisher.sent).toEqual([keyed.id])
    })

    it('while the circuit of their topic is open', async () => {
      const delivery = await runningDelivery({
        options: {
          circuitBreaker: { failures: 1, probeInterval: minute, maximumProbeInterval: minute },
        },
      })
      delivery.publisher.answer = failWith('transient')
      await delivery.publish(event('orders'))
      await settled()
      expect(ownedBy(delivery, event('orders'), event('bills'))).toEqual([false, true])
    })

    it('while older events wait in the log', async () => {
      const delivery = deliveryFixture({ options: { retryBatchSize: 2 } })
      await delivery.store(...events(3))
      delivery.log.replace('claim', async (claim, request) => {
        const result = await claim(request)
        if (result.events.length === 1) await new Promise(() => {})
        return result
      })
      await delivery.engine.start()
      await settled()
      // The first claim was a full batch, the second one is under way.
      expect(delivery.log.callsOf('claim')).toHaveLength(2)
      expect(ownedBy(delivery, event())).toEqual([false])
    })

    it('again no longer, once the backlog is claimed', async () => {
      const delivery = deliveryFixture({ options: { retryBatchSize: 2 } })
      await delivery.store(...events(5))
      await delivery.engine.start()
      await settled()
      expect(ownedBy(delivery, event())).toEqual([true])
    })

    it('while the session is not trusted', async () => {
      const delivery = await runningDelivery()
      delivery.log.fail('renewSession')
      await delivery.clock.advance(19 * second)
      expect(ownedBy(delivery, event())).toEqual([true])
      await delivery.clock.advance(2 * second)
      expect(ownedBy(delivery, event())).toEqual([false])
    })
  })

  it('drops an event whose session was lost before its commit; another process sends it', async () => {
    const delivery = await runningDelivery()
    const other = delivery.replica()
    const order = event()
    await delivery.transaction(async (transaction) => {
      const reservation = delivery.engine.reserve([order])
      const rows = [{ event: order, owned: true }]
      const appended = await delivery.log.log.append(transaction, rows, reservation.session)
      expect(appended[0]?.owned).toBe(true)
      // Paused long enough for the other process to declare this one dead.
      delivery.clock.freeze(40 * second)
      await other.engine.start()
      await other.log.log.renewSession(999, second)
      delivery.log.replace('claim', async () => ({ events: [], undecodable: [] }))
      delivery.log.replace('claimSuspect', async () => undefined)
      await delivery.clock.advance(0)
      expect(delivery.log.callsOf('openSession')).toHaveLength(2)
      transaction.afterCommit(() => reservation.committed(appended))
    })
    await delivery.clock.advance(30 * second)
    expect(delivery.publisher.sent).toEqual([])
    expect(other.publisher.sent).toEqual([order.id])
    await other.engine.stop()
  })

  it('drops an event that commits after the stop; another process sends it at once', async () => {
    const delivery = await runningDelivery()
    const other = delivery.replica()
    await other.engine.start()
    const order = event()
    await delivery.transaction(async (transaction) => {
      const reservation = delivery.engine.reserve([order])
      const rows = [{ event: order, owned: true }]
      const appended = await delivery.log.log.append(transaction, rows, reservation.session)
      await delivery.engine.stop()
      transaction.afterCommit(() => reservation.committed(appended))
    })
    await delivery.clock.advance(second)
    expect(delivery.publisher.sent).toEqual([])
    expect(other.publisher.sent).toEqual([order.id])
    await other.engine.stop()
  })

  it('takes an event whose commit is unknown from the log, by a new session', async () => {
    const delivery = await runningDelivery()
    const order = event()
    await delivery.transaction(async (transaction) => {
      const reservation = delivery.engine.reserve([order])
      const rows = [{ event: order, owned: true }]
      await delivery.log.log.append(transaction, rows, reservation.session)
      // It did commit, but nobody here knows.
      transaction.afterCommit(() => reservation.unknown())
    })
    await delivery.clock.advance(second)
    expect(delivery.publisher.sent).toEqual([order.id])
    expect(delivery.log.callsOf('endSession')).toHaveLength(1)
    expect(delivery.log.callsOf('openSession')).toHaveLength(2)
    expect(delivery.stateOf(order.id)).toBe('published')
  })

  it('claims at once what committed after its session was replaced', async () => {
    const delivery = await runningDelivery({ options: { pollInterval: 60 * minute } })
    const order = event()
    await delivery.transaction(async (transaction) => {
      const reservation = delivery.engine.reserve([order])
      const rows = [{ event: order, owned: true }]
      const appended = await delivery.log.log.append(transaction, rows, reservation.session)
      delivery.engine.reserve([event()]).unknown()
      await delivery.clock.advance(0)
      expect(delivery.log.callsOf('openSession')).toHaveLength(2)
      transaction.afterCommit(() => reservation.committed(appended))
    })
    await settled()
    expect(delivery.publisher.sent).toEqual([order.id])
    expect(delivery.stateOf(order.id)).toBe('published')
  })

  it('claims at once what was born pending, and asks whether its session lives', async () => {
    const delivery = await runningDelivery()
    const order = event()
    await delivery.transaction(async (transaction) => {
      const reservation = delivery.engine.reserve([order])
      await delivery.log.log.endSession(reservation.session!)
      const rows = [{ event: order, owned: true }]
      const appended = await delivery.log.log.append(transaction, rows, reservation.session)
      expect(appended[0]?.owned).toBe(false)
      transaction.afterCommit(() => reservation.committed(appended))
    })
    await delivery.clock.advance(0)
    expect(delivery.publisher.timesOf(order.id)).toEqual([0])
    expect(delivery.stateOf(order.id)).toBe('published')
  })

  it('gives back the room of transactions that never end', async () => {
    const delivery = await runningDelivery({
      options: {
        localQueueCapacity: { events: 1, bytes: 1_000 },
        cleaningLocalQueueExpireInterval: 20 * second,
      },
    })
    const order = event()
    const forgotten = delivery.engine.reserve([order])
    await delivery.clock.advance(19 * second)
    expect(delivery.engine.reserve([event()]).owned).toEqual([false])
    await delivery.clock.advance(second)
    const next = delivery.engine.reserve([event()])
    expect(next.owned).toEqual([true])
    next.rolledBack()
    // Not forgotten after all: it is sent from memory nevertheless, and gives no room back twice.
    const appended = await delivery.transaction((transaction) =>
      delivery.log.log.append(transaction, [{ event: order, owned: true }], forgotten.session),
    )
    forgotten.committed(appended)
    await settled()
    expect(delivery.publisher.sent).toEqual([order.id])
    expect(delivery.engine.reserve([event(), event()]).owned).toEqual([true, false])
  })

  it('frees the room of what was rolled back and of what was settled', async () => {
    const delivery = await runningDelivery({
      options: { localQueueCapacity: { events: 1, bytes: 1_000 } },
    })
    delivery.publisher.answer = accept
    for (let round = 0; round < 3; round++) {
      delivery.engine.reserve([event()]).rolledBack()
      const [row] = await delivery.publish(event())
      expect(row?.owned).toBe(true)
      await settled()
    }
  })
})
