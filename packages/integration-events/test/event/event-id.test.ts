import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eventIds, newEventId } from '../../src/event/event-id.ts'

const uuidV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

function timeOf(id: string): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
}

function counterOf(id: string): number {
  return Number.parseInt(id.slice(15, 18), 16)
}

describe('an event id', () => {
  test('is a UUIDv7 of the present', () => {
    const before = Date.now()
    const id = newEventId()
    expect(id).toMatch(uuidV7)
    expect(timeOf(id)).toBeGreaterThanOrEqual(before)
    expect(timeOf(id)).toBeLessThanOrEqual(Date.now())
  })

  test('is never the same twice, and ascends', () => {
    const ids = Array.from({ length: 50_000 }, newEventId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.toSorted()).toEqual(ids)
    expect(ids.filter((id) => !uuidV7.test(id))).toEqual([])
  })

  test('ascends within a millisecond, also beyond what its counter holds', () => {
    const next = eventIds(
      () => 1_000,
      () => new Uint8Array(10).fill(255),
    )
    const ids = Array.from({ length: 10_000 }, next)
    expect(ids.toSorted()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
    expect(timeOf(ids[0] ?? '')).toBe(1_000)
    expect(timeOf(ids.at(-1) ?? '')).toBeGreaterThan(1_000)
  })

  test('leaves at least 2,048 values of the counter for a millisecond', () => {
    const next = eventIds(
      () => 1_000,
      () => new Uint8Array(10).fill(255),
    )
    expect(counterOf(next())).toBe(2_047)
  })

  test('ascends whatever the clock does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 2 ** 48 - 1 }), { minLength: 1, maxLength: 200 }),
        (times) => {
          const clock = times.values()
          const next = eventIds(() => clock.next().value ?? 0)
          const ids = times.map(() => next())
          expect(ids.toSorted()).toEqual(ids)
          expect(new Set(ids).size).toBe(ids.length)
          expect(ids.filter((id) => !uuidV7.test(id))).toEqual([])
        },
      ),
    )
  })

  test('follows the clock as soon as that has caught up', () => {
    const times = [5_000, 1_000, 5_001]
    const next = eventIds(() => times.shift() ?? 0)
    expect([next(), next(), next()].map(timeOf)).toEqual([5_000, 5_000, 5_001])
  })

  test('carries all the random bits, and no others, where the version and the variant are not', () => {
    const next = eventIds(
      () => 0x0123_4567_89ab,
      () => Uint8Array.from([0, 0, 0xff, 1, 2, 3, 4, 5, 6, 7]),
    )
    expect(next()).toBe('01234567-89ab-7000-bf01-020304050607')
  })
})
