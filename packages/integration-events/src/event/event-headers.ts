import { PublishOptionError } from '../errors/publish-option-error.ts'
import { deliveryDateHeader } from './delivery-date.ts'

/** Attributes of a CloudEvent that the envelope, or a log, sets by itself. */
const reserved: ReadonlySet<string> = new Set([
  'specversion',
  'id',
  'source',
  'type',
  'time',
  'datacontenttype',
  'data',
  'partitionkey',
  // Only a log knows it: a date that a publisher made up would mislead the window of an inbox.
  deliveryDateHeader,
])

/** CloudEvents strings know no control characters and no lone surrogates. */
const carriable = /^[^\p{Cc}\p{Cs}]*$/u

/** Whether a text can be a header's value, on every path. */
export function isHeaderValue(value: unknown): value is string {
  return typeof value === 'string' && carriable.test(value)
}

/**
 * The event's headers: the defaults, and above them what was given.
 *
 * @throws PublishOptionError
 */
export function makeEventHeaders(
  topic: string,
  given: unknown,
  defaults: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const headers: Record<string, string> = { ...defaults }
  if (given === undefined) return headers
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    const allowed = 'an object of strings'
    throw new PublishOptionError({ topic, option: 'headers', received: given, allowed })
  }
  // The two are a pair: another trace's state says nothing of this one.
  if ('traceparent' in given) delete headers['tracestate']
  for (const [name, value] of Object.entries(given as Record<string, unknown>)) {
    const option = `headers.${name}`
    if (!/^[a-z0-9]+$/.test(name) || reserved.has(name)) {
      throw new PublishOptionError({
        topic,
        option,
        received: value,
        allowed:
          'names of lower-case letters and digits (as CloudEvents demand), ' +
          `other than ${[...reserved].join(', ')}`,
      })
    }
    if (!isHeaderValue(value)) {
      const allowed = 'a string without control characters'
      throw new PublishOptionError({ topic, option, received: value, allowed })
    }
    headers[name] = value
  }
  return headers
}
