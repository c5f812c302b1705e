import type { OutgoingEvent } from 'integration-events'
import { decodeBase64, decodeUtf8 } from './decode-bytes.ts'

/** What is no header: what an event has members of its own for, and what Dapr adds on the way. */
const noHeaders: ReadonlySet<string> = new Set([
  'specversion',
  'id',
  'source',
  'type',
  'time',
  'datacontenttype',
  'data',
  'data_base64',
  'partitionkey',
  'topic',
  'pubsubname',
])

/**
 * The event in a CloudEvent's members, each given as JSON text, with every digit of its data. Without
 * a time, it is of now.
 *
 * @throws Error when it has no id, source or type, or when its time or its base64 is none.
 */
export function decodeCloudEvent(
  topic: string,
  members: ReadonlyMap<string, string>,
): OutgoingEvent {
  return {
    id: required(members, 'id'),
    topic,
    type: required(members, 'type'),
    source: required(members, 'source'),
    time: timeOf(members),
    key: textOf(members, 'partitionkey') ?? null,
    headers: headersOf(members),
    data: dataOf(members),
  }
}

/** A member as a text: a string's own, else its JSON; undefined where there is none. */
function textOf(members: ReadonlyMap<string, string>, name: string): string | undefined {
  const json = members.get(name)
  if (json === undefined || json === 'null') return undefined
  return json.startsWith('"') ? (JSON.parse(json) as string) : json
}

function required(members: ReadonlyMap<string, string>, name: string): string {
  const text = textOf(members, name)
  if (text === undefined || text === '') throw new Error(`the CloudEvent has no ${name}`)
  return text
}

function timeOf(members: ReadonlyMap<string, string>): number {
  const text = textOf(members, 'time')
  if (text === undefined) return Date.now()
  const time = Date.parse(text)
  if (Number.isNaN(time)) throw new Error(`the CloudEvent's time is '${text}'`)
  return time
}

function headersOf(members: ReadonlyMap<string, string>): Record<string, string> {
  const headers = new Map<string, string>()
  for (const name of members.keys()) {
    const value = textOf(members, name)
    if (value !== undefined && !noHeaders.has(name)) headers.set(name.toLowerCase(), value)
  }
  // The publisher repeats the trace, so that Dapr leaves it alone; for no trace, Dapr has empty texts.
  if (headers.get('traceid') === headers.get('traceparent')) headers.delete('traceid')
  for (const name of ['traceparent', 'tracestate'])
    if (headers.get(name) === '') headers.delete(name)
  return Object.fromEntries(headers)
}

function dataOf(members: ReadonlyMap<string, string>): string {
  const base64 = textOf(members, 'data_base64')
  if (base64 === undefined) return members.get('data') ?? 'null'
  const bytes = decodeBase64(base64)
  return isJson(textOf(members, 'datacontenttype')) ? decodeUtf8(bytes) : JSON.stringify(base64)
}

function isJson(contentType = 'application/json'): boolean {
  return /^[^;]+[/+]json\s*(?:;|$)/i.test(contentType)
}
