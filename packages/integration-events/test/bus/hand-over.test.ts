import { defineEvent } from 'integration-events'
import { CommitOutcomeUnknownError } from 'uow'
import { describe, expect, test } from 'vitest'
import { committedEventsOf } from '../../src/bus/committed-events.ts'
import { busUnderTest, outcomeUnknown, pending, unitOfWorkWithCommit } from './support.ts'

const Placed = defineEvent<{ orderId: string }>('orders.placed')

describe('the hand-over to delivery', () => {
  test('reserves room before the append, and appends under the session that it was given', async () => {
    const { bus, unitOfWork, log, history } = busUnderTest()
    await unitOfWork.run(() => bus.publish(Placed, { orderId: '1' }))
    expect(history).toEqual([
      ['reserve', ['orders.placed']],
      ['append', ['orders.placed']],
      ['committed', ['orders.placed']],
    ])
    expect(log.sessions).toEqual([7])
    expect(log.appends).toMatchObject([[{ owned: true }]])
  })

  test('asks for each event by itself whether it may be born owned', async () => {
    const { bus, unitOfWork, log, delivery } = busUnderTest()
    const Keyed = defineEvent<object>('orders.keyed', { key: () => 'a' })
    const reserve = delivery.reserve.bind(delivery)
    delivery.reserve = (events) => ({
      ...reserve(events),
      owned: events.map(({ key }) => key === null),
    })
    await unitOfWork.run(async () => {
      await bus.publish(Keyed, {})
      await bus.publish(Placed, { orderId: '1' })
    })
    expect(log.appends[0]?.map(({ owned }) => owned)).toEqual([false, true])
  })

  test('happens once the commit is acknowledged, and not before', async () => {
    const atCommit = pending()
    const answer = pending()
    const { bus, unitOfWork, history } = busUnderTest({
      unitOfWork: unitOfWorkWithCommit(() => {
        atCommit.resolve()
        return answer.promise
      }),
    })
    const running = unitOfWork.run(() => bus.publish(Placed, { orderId: '1' }))
    await atCommit.promise
    expect(history).toEqual([
      ['reserve', ['orders.placed']],
      ['append', ['orders.placed']],
    ])
    answer.resolve()
    await running
    expect(history.at(-1)).toEqual(['committed', ['orders.placed']])
  })

  test('waits for no hook of the application', async () => {
    const hook = pending()
    const { bus, unitOfWork, history } = busUnderTest()
    const running = unitOfWork.run(async () => {
      unitOfWork.current()?.afterCommit(() => hook.promise)
      await bus.publish(Placed, { orderId: '1' })
    })
    await expect.poll(() => history.at(-1)).toEqual(['committed', ['orders.placed']])
    hook.resolve()
    await running
  })

  test('comes before who listens to what was committed, and whom it may cost nothing', async () => {
    const { bus, unitOfWork, history } = busUnderTest()
    committedEventsOf(bus)?.listen(() => {
      history.push(['heard'])
      throw new Error('no room')
    })
    await unitOfWork.run(() => bus.publish(Placed, { orderId: '1' }))
    expect(history.slice(2)).toEqual([['committed', ['orders.placed']], ['heard']])
  })

  test('is given up for no hook of the application when nobody knows whether it was committed', async () => {
    const hook = pending()
    const { bus, unitOfWork, history } = busUnderTest({
      unitOfWork: unitOfWorkWithCommit(() => Promise.reject(outcomeUnknown())),
    })
    const running = unitOfWork.run(async () => {
      unitOfWork.current()?.afterRollback(() => hook.promise)
      await bus.publish(Placed, { orderId: '1' })
    })
    await expect.poll(() => history.at(-1)).toEqual(['unknown'])
    hook.resolve()
    await expect(running).rejects.toThrow(CommitOutcomeUnknownError)
  })

  test('does not happen when the commit is refused: the room is free again', async () => {
    const { bus, unitOfWork, history } = busUnderTest({
      unitOfWork: unitOfWorkWithCommit(() => Promise.reject(new Error('deferred constraint'))),
    })
    const failed = unitOfWork.run(() => bus.publish(Placed, { orderId: '1' }))
    await expect(failed).rejects.toThrow('deferred constraint')
    expect(history.slice(2)).toEqual([['rolledBack']])
  })

  test('does not happen when the append fails: the room is free again', async () => {
    const { bus, unitOfWork, log, history } = busUnderTest()
    log.append = () => Promise.reject(new Error('disk full'))
    const failed = unitOfWork.run(() => bus.publish(Placed, { orderId: '1' }))
    await expect(failed).rejects.toThrow('disk full')
    expect(history).toEqual([['reserve', ['orders.placed']], ['rolledBack']])
  })

  test('does not happen for what saveChanges appended in a unit that rolled back then', async () => {
    const { bus, unitOfWork, history } = busUnderTest()
    const work = await unitOfWork.begin()
    await bus.publish(Placed, { orderId: '1' }, { unitOfWork: work })
    await work.saveChanges()
    await work.rollback()
    expect(history.slice(2)).toEqual([['rolledBack']])
  })

  test('is told of each append of a unit, in their order', async () => {
    const { bus, unitOfWork, history } = busUnderTest()
    const work = await unitOfWork.begin()
    await bus.publish(Placed, { orderId: '1' }, { unitOfWork: work })
    await work.saveChanges()
    await bus.publish(Placed, { orderId: '2' }, { unitOfWork: work })
    await work.commit()
    expect(history.slice(4)).toEqual([
      ['committed', ['orders.placed']],
      ['committed', ['orders.placed']],
    ])
  })

  test('is neither done nor undone when the outcome of the commit is unknown', async () => {
    const { bus, unitOfWork, history } = busUnderTest({
      unitOfWork: unitOfWorkWithCommit(() => Promise.reject(outcomeUnknown())),
    })
    const failed = unitOfWork.run(() => bus.publish(Placed, { orderId: '1' }))
    await expect(failed).rejects.toBeInstanceOf(CommitOutcomeUnknownError)
    expect(history.slice(2)).toEqual([['unknown']])
  })

  test('reserves nothing for a unit whose events were all taken back', async () => {
    const { bus, unitOfWork, history } = busUnderTest()
    await unitOfWork.run(async () => {
      const nested = unitOfWork.run(async () => {
        await bus.publish(Placed, { orderId: '1' })
        throw new Error('undo')
      })
      await expect(nested).rejects.toThrow('undo')
    })
    expect(history).toEqual([])
  })
})
