import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { elementsOf, membersOf } from '../../src/subscription/cloud-event/json-text.ts'

describe('the members of a JSON text', () => {
  it('are cut out as they stand', () => {
    const json =
      ' {"a" : 12345678901234567890 ,\n"b":{"x":[1,{"y":"}"}] } , "c\\"\\\\":"\\\\\\"," , "a":1.0 } '
    expect([...membersOf(json)]).toEqual([
      ['a', '1.0'],
      ['b', '{"x":[1,{"y":"}"}] }'],
      ['c"\\', '"\\\\\\","'],
    ])
    expect(membersOf('{ }')).toEqual(new Map())
    expect(elementsOf('[ ]')).toEqual([])
  })

  it.each(['', '[]', '1', 'null', '"{}"', '{', '{"a":1}x', '{"a":01}'])(
    'are none of %j',
    (json) => {
      expect(() => membersOf(json)).toThrow(SyntaxError)
    },
  )

  it('are those that JSON.parse finds, in any text', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.constantFrom('', ' ', '\n\t'),
        (value, space) => {
          const json = JSON.stringify(value, undefined, space)
          const parsed = [...membersOf(json)].map(([name, text]) => [
            name,
            JSON.parse(text) as unknown,
          ])
          expect(parsed).toEqual(Object.entries(JSON.parse(json) as object))
        },
      ),
    )
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (value) => {
        const json = JSON.stringify(value)
        expect(`[${elementsOf(json).join(',')}]`).toBe(json)
      }),
    )
  })

  it('are found in long strings and deep nests', () => {
    const text = JSON.stringify('\\"'.repeat(2_000_000))
    const nest = `${'['.repeat(5_000)}${']'.repeat(5_000)}`
    expect(membersOf(`{"text":${text},"nest":${nest}}`)).toEqual(
      new Map([
        ['text', text],
        ['nest', nest],
      ]),
    )
  })
})
