import { PublishOptionError } from '../errors/publish-option-error.ts'
import { deliveryDateHeader } from './delivery-date.ts'
import type { TraceContext } from './trace-context.ts'

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
 * The event's headers: the trace, and above it what was given.
 *
 * @throws PublishOptionError
 */
export function makeEventHeaders(
  topic: string,
  given: unknown,
  trace: TraceContext,
): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {}
  if (trace.traceparent !== undefined) headers['traceparent'] = trace.traceparent
  if (trace.tracestate !== undefined) headers['tracestate'] = trace.tracestate
  if (given === undefined) return headers
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    const allowed = 'an object of strings'
    throw new PublishOptionError({ topic, option: 'headers', received: given, allowed })
  }
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
