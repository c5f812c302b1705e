import { describe, expect, test } from 'vitest'
import { deliveryDateOf, withDeliveryDate } from '../../src/event/delivery-date.ts'
import { outgoingEvent } from '../../src/testing/event-log/scene.ts'

const time = Date.parse('2026-11-23T10:00:00Z')
const event = outgoingEvent({ time, headers: { tenant: 'a' } })

describe('an event with a delivery date', () => {
  test('carries it as a header in RFC 3339, beside its others', () => {
    expect(withDeliveryDate(event, time + 5_250)).toEqual({
      ...event,
      headers: { tenant: 'a', deliverydate: '2026-11-23T10:00:05.250Z' },
    })
  })

  test('replaces one that it had', () => {
    const again = withDeliveryDate(withDeliveryDate(event, time + 1), time + 2)
    expect(again).toEqual(withDeliveryDate(event, time + 2))
  })

  test('is another object: what was stored stays as it is', () => {
    const before = structuredClone(event)
    withDeliveryDate(event, time + 1)
    expect(event).toEqual(before)
  })

  test('is the same event where there is none to carry', () => {
    expect(withDeliveryDate(event, null)).toBe(event)
  })
})

describe('the date of a delivery', () => {
  test('is the delivery date, to the millisecond', () => {
    expect(deliveryDateOf(withDeliveryDate(event, time + 86_400_123))).toBe(time + 86_400_123)
  })

  test("is the event's time where there is no delivery date", () => {
    expect(deliveryDateOf(event)).toBe(time)
  })

  test("is the event's time where the delivery date is earlier", () => {
    expect(deliveryDateOf(withDeliveryDate(event, time - 1))).toBe(time)
  })

  test.each(['', 'soon', '2026-13-45T00:00:00Z', 'NaN'])(
    "is the event's time where the delivery date is %j, which is none",
    (deliverydate) => {
      expect(deliveryDateOf({ ...event, headers: { deliverydate } })).toBe(time)
    },
  )

  test('takes a delivery date with an offset, as others may write it', () => {
    const headers = { deliverydate: '2026-11-23T13:00:00+02:00' }
    expect(deliveryDateOf({ ...event, headers })).toBe(time + 3_600_000)
  })
})
