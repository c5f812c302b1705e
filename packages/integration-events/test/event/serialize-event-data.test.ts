import fc from 'fast-check'
import { EventDataError } from 'integration-events'
import { describe, expect, test } from 'vitest'
import { serializeEventData } from '../../src/event/serialize-event-data.ts'

function refusal(data: unknown): EventDataError {
  try {
    serializeEventData('orders', data)
  } catch (error) {
    if (EventDataError.isInstance(error)) return error
    throw error
  }
  throw new Error('it was not refused')
}

describe('data that JSON can carry', () => {
  test('becomes the text that JSON.stringify makes of it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (data) => {
        expect(serializeEventData('orders', data)).toBe(JSON.stringify(data))
      }),
    )
  })

  test('includes dates, objects with toJSON, instances of classes and objects without prototype', () => {
    class Money {
      readonly amount = 5
      readonly #currency = 'EUR'
      toJSON(): unknown {
        return { amount: this.amount, currency: this.#currency }
      }
    }
    class Order {
      readonly id = 1
      readonly lines = [new Money()]
    }
    const data = {
      at: new Date(0),
      order: new Order(),
      bare: Object.assign(Object.create(null) as object, { a: 1 }),
      boxed: [Object('a'), Object(1), Object(true)],
    }
    expect(serializeEventData('orders', data)).toBe(
      '{"at":"1970-01-01T00:00:00.000Z","order":{"id":1,"lines":[{"amount":5,"currency":"EUR"}]},' +
        '"bare":{"a":1},"boxed":["a",1,true]}',
    )
  })

  test('leaves out a property that is undefined, as in any JSON', () => {
    expect(serializeEventData('orders', { a: 1, b: undefined })).toBe('{"a":1}')
  })

  test('may have one object in several places', () => {
    const shared = { a: [1] }
    expect(serializeEventData('orders', { x: shared, y: shared, z: [shared, shared] })).toBe(
      '{"x":{"a":[1]},"y":{"a":[1]},"z":[{"a":[1]},{"a":[1]}]}',
    )
  })

  test('survives control characters and lone surrogates', () => {
    const data = { text: '\0\ud800"\\\u2028' }
    const text = serializeEventData('orders', data)
    expect(JSON.parse(text)).toEqual(data)
    expect(text).not.toMatch(/[\p{Cc}\p{Cs}]/u)
  })

  test.each([null, '', 'a', 0, false, [], {}])('can be %j', (data) => {
    expect(serializeEventData('orders', data)).toBe(JSON.stringify(data))
  })
})

describe('data that JSON cannot carry', () => {
  class Uuid {
    toJSON(): undefined {
      return undefined
    }
  }

  test.each<[string, unknown]>([
    ['a BigInt', 1n],
    ['NaN', Object(Number.NaN)],
    ['an iterable object', new URLSearchParams('a=b')],
    ['an iterable object', new Headers({ a: 'b' })],
    ['an iterable object', [1].values()],
    ['binary data', new Blob(['a'])],
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['-Infinity', Number.NEGATIVE_INFINITY],
    ['a Map', new Map()],
    ['a Set', new Set()],
    ['a Promise', Promise.resolve()],
    ['a function', () => {}],
    ['a function', class {}],
    ['a symbol', Symbol('a')],
    ['binary data', new Uint8Array(1)],
    ['binary data', Buffer.from('a')],
    ['binary data', new DataView(new ArrayBuffer(1))],
    ['binary data', new ArrayBuffer(1)],
    ['binary data', new SharedArrayBuffer(1)],
    ['an invalid Date', new Date(Number.NaN)],
    ['a RegExp', /a/],
    ['an Error', new Error('a')],
    ['a weak collection', new WeakMap()],
    ['a weak collection', new WeakSet()],
  ])('is refused with its place: %s', (found, value) => {
    for (const [data, path] of [
      [value, ''],
      [{ order: { lines: [{}, { price: value }] } }, 'order.lines[1].price'],
      [[[value]], '[0][0]'],
      [{ 'a b': value }, '["a b"]'],
    ] as const) {
      const error = refusal(data)
      expect(error).toMatchObject({ topic: 'orders', path })
      expect(error.message).toContain(`is ${found}, which JSON cannot carry`)
    }
  })

  test('is refused where JSON would write null for it: undefined in an array, or a hole', () => {
    expect(refusal({ a: [1, undefined] }).path).toBe('a[1]')
    // oxlint-disable-next-line eslint/no-sparse-arrays -- what is tested
    expect(refusal([1, , 2]).path).toBe('[1]')
    expect(refusal([() => {}]).message).toContain('a function')
  })

  test('is refused when there is none', () => {
    expect(refusal(undefined).message).toContain('its data is undefined')
    expect(refusal(new Uuid()).message).toContain('its data is undefined')
  })

  test('is refused when it contains itself, with the place where it does', () => {
    const order: Record<string, unknown> = { a: 1, before: [{}] }
    order['lines'] = [{ order }]
    expect(refusal(order)).toMatchObject({ path: 'lines[0].order' })
    expect(refusal(order).message).toContain('a cycle')
    const list: unknown[] = []
    list.push(list)
    expect(refusal(list).path).toBe('[0]')
  })

  test('is refused with the place also after deeper objects before it', () => {
    expect(refusal({ a: { b: { c: {} } }, d: [{ e: {} }, { f: 1n }] }).path).toBe('d[1].f')
  })

  test('is refused when it is nested too deeply', () => {
    let data: unknown = 1
    for (let depth = 0; depth < 100_000; depth += 1) data = [data]
    expect(refusal(data).message).toContain('nested too deeply')
  })

  test('is refused when a getter or a toJSON throws, with that error as the cause', () => {
    const cause = new Error('no connection')
    const lazy = {
      get customer(): never {
        throw cause
      },
    }
    expect(refusal({ order: lazy })).toMatchObject({ path: 'order', cause })
    const moody = {
      toJSON(): never {
        throw cause
      },
    }
    expect(refusal({ order: moody })).toMatchObject({ cause })
  })

  test('is refused by what a toJSON returns', () => {
    expect(refusal({ a: { toJSON: () => ({ b: 1n }) } }).path).toBe('a.b')
    expect(refusal({ a: { toJSON: () => new Map() } }).path).toBe('a')
  })
})
