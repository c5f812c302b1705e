import { JsonNumber, type JsonValue } from './json-value.ts'

/**
 * What Go makes of a value that it decodes without `UseNumber`: every number becomes a float64, and
 * is written as `encoding/json` writes one. An integer above 2^53 is altered by that.
 *
 * @throws RangeError for a number beyond float64, which Go doesn't decode.
 */
export function float64Numbers(value: JsonValue): JsonValue {
  if (value instanceof JsonNumber) return new JsonNumber(writeFloat64(value.text))
  if (Array.isArray(value)) return value.map(float64Numbers)
  if (value instanceof Map)
    return new Map([...value].map(([name, member]) => [name, float64Numbers(member)]))
  return value
}

/** JavaScript's format is Go's, down to the exponents at which both begin to write one, but for -0. */
function writeFloat64(text: string): string {
  const float = Number(text)
  if (!Number.isFinite(float)) {
    throw new RangeError(`json: cannot unmarshal number ${text} into Go value of type float64`)
  }
  return Object.is(float, -0) ? '-0' : String(float)
}
