const longest = 60

/** A value as it is shown in an error message: short, and never an error of its own. */
export function describeValue(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value.length > longest ? `'${value.slice(0, longest)}…'` : `'${value}'`
    case 'bigint':
      return `${value}n`
    case 'number':
    case 'boolean':
    case 'undefined':
    case 'symbol':
      return String(value)
    case 'function':
      return value.name === '' ? 'a function' : `the function ${value.name}`
    case 'object':
      return describeObject(value)
  }
}

function describeObject(value: object | null): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  const prototype = Object.getPrototypeOf(value) as { constructor?: { name?: unknown } } | null
  const name = prototype?.constructor?.name
  return typeof name === 'string' && name !== '' && name !== 'Object' ? `a ${name}` : 'an object'
}
