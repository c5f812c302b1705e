type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown

/**
 * A JSON text in the one form that all texts of the same value have: keys sorted, escapes resolved,
 * and each number as its exact decimal digits, whatever a 64-bit float would make of it.
 */
export function canonicalJson(text: string): string {
  const reviver: Reviver = (_key, value, { source = '' }) => {
    if (typeof value === 'number') return `number ${exactNumber(source)}`
    if (typeof value === 'string') return `string ${value}`
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    return Object.fromEntries(
      Object.entries(value).toSorted(([one], [other]) => compare(one, other)),
    )
  }
  return JSON.stringify(JSON.parse(text, reviver as (key: string, value: unknown) => unknown))
}

/** `1.50e2`, `150` and `150.0` are the same number: its digits, and the power of ten that they are at. */
function exactNumber(source: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(source) ?? []
  const digits = `${whole}${fraction}`.replace(/^0+/, '')
  const significant = digits.replace(/0+$/, '')
  if (significant === '') return '0'
  const power = Number(exponent) - fraction.length + (digits.length - significant.length)
  return `${sign}${significant}e${power}`
}

function compare(one: string, other: string): number {
  return one < other ? -1 : 1
}
