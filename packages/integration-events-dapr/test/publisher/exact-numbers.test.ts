import { describe, expect, it } from 'vitest'
import { hasExactNumbers } from '../../src/publisher/publish/exact-numbers.ts'

describe('numbers that a bulk call keeps', () => {
  it.each([
    '{"orderId":"0192d5c0-3e4e-7e4e-8e4e-123456789012","total":12.5}',
    '{"cents":123456789012345,"share":-0.125}',
    '{"text":"12345678901234567890 and 1e400 \\" 2e5"}',
    '[0, 1, -1, 1795392000123]',
    'null',
  ])('are those of %s', (json) => {
    expect(hasExactNumbers(json)).toBe(true)
    // What says so is a float's own printing.
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(JSON.parse(json))))
  })

  it.each([
    '{"id":12345678901234567890}',
    '{"id":9007199254740993}',
    '{"tiny":1e-400}',
    '{"exact":0.10000000000000000555}',
    '-12345678901234567',
    '{"a":"\\\\","b":9007199254740993}',
  ])('are not those of %s', (json) => {
    expect(hasExactNumbers(json)).toBe(false)
  })
})
