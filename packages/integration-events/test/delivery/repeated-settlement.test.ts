import { gate } from 'testing-databases'
import { expect, it } from 'vitest'
import { type DeliveryFixture, event, runningDelivery } from './support/delivery-fixture.ts'
import { accept, failWith } from './support/scripted-publisher.ts'
import { settled } from './support/settled.ts'

/** Retries are due before an outcome whose answer got lost is written again, after 100 ms. */
const impatient = {
  localRetryTimes: 0,
  localFailedRetryInterval: 40,
  failedRetryInterval: 40,
  pollInterval: 20,
}

const lost = new Error('the answer got lost')

/** The next settlement is written, and its answer gets lost. */
function loseTheAnswer({ log }: DeliveryFixture): void {
  log.replace('settle', async (settle, ...args) => {
    log.restore('settle')
    await settle(...args)
    throw lost
  })
}

it('does not write again what a claim has shown to be written', async () => {
  const delivery = await runningDelivery({ options: impatient })
  const answer = gate()
  const order = event()
  delivery.publisher.answer = failWith('transient')
  loseTheAnswer(delivery)
  await delivery.publish(order)
  await settled()
  delivery.publisher.answer = async (events) => {
    await answer.passed
    return accept(events)
  }
  await delivery.clock.advance(1_000)
  // Written a second time, it would be set free while it is being sent.
  expect(delivery.stateOf(order.id)).toBe('in progress')
  expect(delivery.log.callsOf('settle')).toHaveLength(1)
  answer.open()
  await delivery.clock.advance(1_000)
  expect(delivery.stateOf(order.id)).toBe('published')
  expect(delivery.publisher.sent).toEqual([order.id, order.id])
  expect(delivery.logger.matching(/settling/)).toEqual([
    'settling events fails; their outcomes are kept until it works',
    'settling events works again',
  ])
  await delivery.engine.idle()
})

it('writes again only after the claims that are under way, which may show that it is written', async () => {
  const delivery = await runningDelivery({ options: impatient })
  const claimed = gate()
  const order = event()
  delivery.publisher.answer = failWith('transient')
  loseTheAnswer(delivery)
  await delivery.publish(order)
  await settled()
  delivery.publisher.answer = accept
  delivery.log.replace('claim', async (claim, ...args) => {
    const result = await claim(...args)
    if (result.events.length > 0) await claimed.passed
    return result
  })
  await delivery.clock.advance(1_000)
  expect(delivery.log.callsOf('settle')).toHaveLength(1)
  expect(delivery.stateOf(order.id)).toBe('in progress')
  claimed.open()
  await delivery.clock.advance(1_000)
  expect(delivery.stateOf(order.id)).toBe('published')
  expect(delivery.publisher.sent).toEqual([order.id, order.id])
})

it('claims nothing while outcomes are written again', async () => {
  const delivery = await runningDelivery({ options: impatient })
  const database = gate()
  delivery.log.fail('settle')
  await delivery.publish(event())
  await settled()
  delivery.log.replace('settle', async (settle, ...args) => {
    await database.passed
    return settle(...args)
  })
  await delivery.clock.advance(200)
  const claims = delivery.log.callsOf('claim').length
  await delivery.clock.advance(500)
  expect(delivery.log.callsOf('claim')).toHaveLength(claims)
  database.open()
  await delivery.clock.advance(500)
  expect(delivery.log.callsOf('claim').length).toBeGreaterThan(claims)
  expect(delivery.tables.queue.size).toBe(0)
})
