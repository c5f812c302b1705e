import { describe, expect, it } from 'vitest'
import { float64Numbers } from '../src/float64-numbers.ts'
import { JsonNumber } from '../src/json-value.ts'
import { readJson } from '../src/read-json.ts'
import { writeJson } from '../src/write-json.ts'

const rewritten = (text: string): string => writeJson(readJson(text))

describe('reading and writing JSON as Go does', () => {
  it.each([
    '0',
    '-0',
    '1.10',
    '9007199254740993',
    '1e-400',
    '1E+5',
    '123456789012345678901234567890',
  ])('keeps the number %s as it is written', (number) => {
    expect(rewritten(`[${number}]`)).toBe(`[${number}]`)
  })

  it('sorts members by the bytes of their names, in every depth', () => {
    expect(rewritten('{"b":{"z":1,"a":2},"B":[],"\u{1f600}":3,"\uff5e":4}')).toBe(
      '{"B":[],"b":{"a":2,"z":1},"\uff5e":4,"\u{1f600}":3}',
    )
  })

  it('escapes what HTML or JavaScript might trip over, in names too', () => {
    expect(rewritten('{"<":"&>\u2028\u2029\\/\\u0001\\u007f\\b\\t"}')).toBe(
      '{"\\u003c":"\\u0026\\u003e\\u2028\\u2029/\\u0001\u007f\\b\\t"}',
    )
  })

  it('makes U+FFFD of half a surrogate pair', () => {
    expect(rewritten('"\\ud800 \\ude00 \\ud83d\\ude00"')).toBe('"\ufffd \ufffd \u{1f600}"')
  })

  it('takes the last of two members of one name', () => {
    expect(rewritten('{"a":1,"a":2}')).toBe('{"a":2}')
  })

  it('knows no special names', () => {
    expect(rewritten('{"__proto__":{"a":1},"constructor":2}')).toBe(
      '{"__proto__":{"a":1},"constructor":2}',
    )
  })

  it('reads the first value, and nothing behind it', () => {
    expect(rewritten(' [true, false ,null] }')).toBe('[true,false,null]')
    expect(rewritten('12x')).toBe('12')
  })

  it.each([
    '',
    ' ',
    '{',
    '[1,]',
    '{"a"}',
    '{a:1}',
    '"\n"',
    "'a'",
    '"\\x"',
    '+1',
    '.5',
    'nul',
    '\ufeff1',
  ])('refuses %j', (text) => {
    expect(() => readJson(text)).toThrow(SyntaxError)
  })

  it('reads to a depth of 2,000', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
    expect(() => readJson(nested(2_000))).not.toThrow()
    expect(() => readJson(nested(2_002))).toThrow('exceeded max depth')
  })
})

describe('numbers that Go takes for float64', () => {
  it.each([
    ['9007199254740993', '9007199254740992'],
    ['1e-400', '0'],
    ['-0', '-0'],
    ['1.50', '1.5'],
    ['1E20', '100000000000000000000'],
    ['1e21', '1e+21'],
    ['0.000001', '0.000001'],
    ['0.0000001', '1e-7'],
    ['123456789012345678901234567890', '1.2345678901234568e+29'],
  ])('writes %s as %s', (written, expected) => {
    expect(float64Numbers(new JsonNumber(written))).toEqual(new JsonNumber(expected))
  })

  it('are found in every depth', () => {
    expect(writeJson(float64Numbers(readJson('{"a":[{"b":1.0}],"c":"1.0"}')))).toBe(
      '{"a":[{"b":1}],"c":"1.0"}',
    )
  })

  it('can be too large', () => {
    expect(() => float64Numbers(new JsonNumber('1e400'))).toThrow(RangeError)
  })
})
