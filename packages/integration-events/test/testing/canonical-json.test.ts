import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../src/testing/publisher/canonical-json.ts'

describe('the canonical form of a JSON text', () => {
  it.each([
    ['{"a":1,"b":[true,null]}', '{ "b" : [true, null], "a" : 1.0 }'],
    ['{"n":150}', '{"n":1.50e2}'],
    ['"<b>&é\u2028"', '"\\u003cb\\u003e\\u0026\\u00e9\\u2028"'],
    ['-0.000001', '-1E-6'],
    ['0', '0.0e5'],
  ])('is the same for %s and %s', (one, other) => {
    expect(canonicalJson(one)).toBe(canonicalJson(other))
  })

  it.each([
    ['12345678901234567890', '12345678901234567000'],
    ['1e-400', '0'],
    ['0.10000000000000000555', '0.1'],
    ['1', '"1"'],
    ['1', '-1'],
    ['{"a":1}', '{"a":1,"b":null}'],
    ['[1,2]', '[2,1]'],
    ['{"number":"1e0"}', '1'],
  ])('tells %s from %s', (one, other) => {
    expect(canonicalJson(one)).not.toBe(canonicalJson(other))
  })
})
