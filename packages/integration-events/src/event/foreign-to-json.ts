import { types } from 'node:util'

/** What stands where JSON cannot follow, and what to do instead. */
export interface ForeignToJson {
  readonly found: string
  readonly remedy: string
}

/** What of `value` JSON would drop, or turn into something else; undefined if nothing. */
export function foreignToJson(value: unknown, insideArray: boolean): ForeignToJson | undefined {
  switch (typeof value) {
    case 'bigint':
      return {
        found: 'a BigInt',
        remedy: 'Convert it to a string (or to a number if it is small).',
      }
    case 'function':
      return { found: 'a function', remedy: 'Publish plain data.' }
    case 'symbol':
      return { found: 'a symbol', remedy: 'Convert it to a string.' }
    case 'number':
      return Number.isFinite(value)
        ? undefined
        : { found: String(value), remedy: 'Publish null or leave it out if there is no number.' }
    case 'undefined':
      // In an object JSON leaves it out; in an array it would become null.
      return insideArray
        ? { found: 'undefined in an array', remedy: 'Filter it out, or publish null.' }
        : undefined
    case 'object':
      return value === null ? undefined : foreignObject(value)
    case 'string':
    case 'boolean':
      return undefined
  }
}

const binaryData: ForeignToJson = {
  found: 'binary data',
  remedy: 'Convert it to a string, for example in base64.',
}

function foreignObject(value: object): ForeignToJson | undefined {
  // Nearly all there is, and the checks below are calls into the engine.
  if (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype) return undefined
  if (types.isNumberObject(value)) return foreignToJson(Number(value), false)
  if (types.isDate(value)) {
    return Number.isNaN(value.getTime())
      ? { found: 'an invalid Date', remedy: 'Publish null or leave it out if there is no date.' }
      : undefined
  }
  if (types.isMap(value)) return { found: 'a Map', remedy: 'Convert it with Object.fromEntries().' }
  if (types.isSet(value)) return { found: 'a Set', remedy: 'Convert it to an array.' }
  if (types.isPromise(value)) return { found: 'a Promise', remedy: 'Await it first.' }
  if (ArrayBuffer.isView(value) || types.isAnyArrayBuffer(value)) {
    return binaryData
  }
  if (types.isRegExp(value)) return { found: 'a RegExp', remedy: 'Convert it to a string.' }
  if (types.isNativeError(value) && !hasToJson(value)) {
    return { found: 'an Error', remedy: 'Publish its name and message instead.' }
  }
  if (types.isWeakMap(value) || types.isWeakSet(value)) {
    return { found: 'a weak collection', remedy: 'Publish plain data.' }
  }
  if (types.isStringObject(value) || hasToJson(value)) return undefined
  if (Symbol.iterator in value) {
    return { found: 'an iterable object', remedy: 'Convert it to an array, or to an object.' }
  }
  if (value instanceof Blob) return binaryData
  return undefined
}

function hasToJson(value: object): boolean {
  return typeof (value as { toJSON?: unknown }).toJSON === 'function'
}
