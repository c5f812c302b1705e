const strings = /"(?:[^"\\]|\\.)*"/g

/** Fifteen digits survive a 64-bit float, whatever they are; an exponent may be out of its range. */
const perhapsInexact = /\d[\d.]{15}|\d[eE]/

/**
 * Whether each number in a JSON text survives being read as a 64-bit float, as Dapr's bulk publish
 * reads it. Where in doubt, it says no.
 */
export function hasExactNumbers(json: string): boolean {
  if (!perhapsInexact.test(json)) return true
  return !perhapsInexact.test(json.replaceAll(strings, ''))
}
