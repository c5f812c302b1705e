import { EventDataError } from '../errors/event-data-error.ts'
import { IntegrationEventsError } from '../errors/integration-events-error.ts'
import { dataPath } from './data-path.ts'
import { foreignToJson } from './foreign-to-json.ts'

/**
 * The data as JSON text, once and for all: what is changed in the object later changes nothing.
 *
 * `JSON.stringify` drops or disfigures without a word what JSON cannot carry; here that is an error
 * with its place. A property that is undefined is left out, as in any JSON.
 *
 * @throws EventDataError
 */
export function serializeEventData(topic: string, data: unknown): string {
  // The objects around the current value, from the outermost one, each with its key.
  const holders: object[] = []
  const keys: string[] = []

  function visit(this: object, key: string, value: unknown): unknown {
    while (holders.length > 0 && holders.at(-1) !== this) {
      holders.pop()
      keys.pop()
    }
    // The original too: a Buffer, for one, has become something else by its toJSON.
    const original = (this as Record<string, unknown>)[key]
    const place = (): string => dataPath([...keys, key].slice(1))
    const foreign =
      foreignToJson(original, Array.isArray(this)) ?? foreignToJson(value, Array.isArray(this))
    if (foreign !== undefined) throw new EventDataError({ topic, path: place(), ...foreign })
    if (typeof value === 'object' && value !== null) {
      if (holders.includes(value)) {
        throw new EventDataError({
          topic,
          path: place(),
          found: 'a reference to an object around it (a cycle)',
          remedy: 'Refer to it by its id instead.',
        })
      }
      holders.push(value)
      keys.push(key)
    }
    return value
  }

  let text: string | undefined
  try {
    text = JSON.stringify(data, visit)
  } catch (cause) {
    if (IntegrationEventsError.isInstance(cause)) throw cause
    throw unserializable(topic, dataPath(keys.slice(1)), cause)
  }
  if (text !== undefined) return text
  throw new EventDataError({
    topic,
    path: '',
    found: 'undefined',
    remedy: 'Publish null, or an object without properties, if the event carries no data.',
  })
}

/** An error of a getter or a toJSON, or the end of the stack. */
function unserializable(topic: string, path: string, cause: unknown): EventDataError {
  const tooDeep = cause instanceof RangeError
  return new EventDataError({
    topic,
    path: tooDeep ? '' : path,
    found: tooDeep
      ? 'nested too deeply'
      : `an object that failed to become JSON (${cause instanceof Error ? cause.message : String(cause)})`,
    remedy: tooDeep ? 'Flatten it.' : 'Publish plain data.',
    cause,
  })
}
