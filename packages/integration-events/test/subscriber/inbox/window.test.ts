import { OutsideInboxWindowError } from 'integration-events'
import { describe, expect, test } from 'vitest'
import { outgoing, signal } from '../support.ts'
import { billing, done, duplicate, Placed, subscriberUnderTest } from './support.ts'

describe("the inbox's window", () => {
  const day = 86_400_000
  const old = { time: Date.now() - 8 * day }

  test('has older events given up, of which nobody knows whether they were handled', async () => {
    const subscriber = subscriberUnderTest().on(Placed, billing, () => {})
    const event = outgoing(old)
    const [verdict] = await subscriber.handle(event, { signal })
    expect(verdict).toMatchObject({
      status: 'permanent',
      error: { id: event.id, consumer: 'billing', date: event.time, window: 7 * day },
    })
    const { error } = verdict as { error?: unknown }
    expect(OutsideInboxWindowError.isInstance(error)).toBe(true)
  })

  test("is measured from the delivery date that a replay has, and by no date that isn't one", async () => {
    const subscriber = subscriberUnderTest().on(Placed, billing, () => {})
    const deliverydate = new Date().toISOString()
    const replayed = outgoing({ ...old, headers: { deliverydate } })
    expect(await subscriber.handle(replayed, { signal })).toMatchObject([done])
    const nonsense = outgoing({ ...old, headers: { deliverydate: 'soon' } })
    expect(await subscriber.handle(nonsense, { signal })).toMatchObject([{ status: 'permanent' }])
  })

  test('lets older events pass where that is asked for', async () => {
    const subscriber = subscriberUnderTest({ onOutsideInboxWindow: 'process' })
    subscriber.on(Placed, billing, () => {})
    const event = outgoing(old)
    expect(await subscriber.handle(event, { signal })).toMatchObject([done])
    expect(await subscriber.handle(event, { signal })).toMatchObject([duplicate])
  })

  test('is an option', async () => {
    const subscriber = subscriberUnderTest({ inboxExpireDate: '9d' })
    subscriber.on(Placed, billing, () => {})
    expect(await subscriber.handle(outgoing(old), { signal })).toMatchObject([done])
  })
})
