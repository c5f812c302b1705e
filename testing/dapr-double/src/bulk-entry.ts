import { cloudEventType, isBinary, isText, jsonType, mediaType } from './content-type.ts'
import { float64Numbers } from './float64-numbers.ts'
import type { JsonObject, JsonValue } from './json-value.ts'
import { readJson } from './read-json.ts'
import { writeJson } from './write-json.ts'

/** An entry of a bulk as daprd decodes it. */
export interface BulkEntry {
  /** Empty if there is none. */
  readonly entryId: string
  readonly event: JsonValue
  readonly contentType: string
  /** Undefined if there is none, which differs from an empty one. */
  readonly metadata: Readonly<Record<string, string>> | undefined
}

/**
 * Reads a bulk. Members are found in any case, as Go's decoder finds them.
 *
 * @throws SyntaxError, TypeError or RangeError if daprd could not decode it.
 */
export function readBulk(text: string): BulkEntry[] {
  const entries = readJson(text)
  if (entries === null) return []
  if (!Array.isArray(entries)) throw new TypeError('json: cannot unmarshal into a slice of entries')
  return entries.map((entry) => readEntry(entry ?? new Map()))
}

function readEntry(entry: JsonValue): BulkEntry {
  if (!(entry instanceof Map)) throw new TypeError('json: cannot unmarshal into an entry')
  const members: JsonObject = new Map(
    [...entry].map(([name, value]) => [name.toLowerCase(), value]),
  )
  const metadata = members.get('metadata') ?? null
  return {
    entryId: textOf(members.get('entryid')),
    event: float64Numbers(members.get('event') ?? null),
    contentType: textOf(members.get('contenttype')),
    metadata: metadata === null ? undefined : readMetadata(metadata),
  }
}

function readMetadata(metadata: JsonValue): Record<string, string> {
  if (!(metadata instanceof Map)) throw new TypeError('json: cannot unmarshal into metadata')
  return Object.fromEntries([...metadata].map(([name, value]) => [name, textOf(value)]))
}

function textOf(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return value
  throw new TypeError('json: cannot unmarshal into a string')
}

const mismatch = 'error: mismatch between contentType and event'

/** The bytes that an entry's event stands for. @throws TypeError if its content type is another's. */
export function bytesOf({ contentType, event }: BulkEntry): Buffer {
  if (isBinary(contentType)) return decodeBase64(event)
  if (isText(contentType) && typeof event === 'string') return Buffer.from(event)
  if ([jsonType, cloudEventType].includes(mediaType(contentType))) {
    return Buffer.from(writeJson(event))
  }
  throw new TypeError(mismatch)
}

function decodeBase64(event: JsonValue): Buffer {
  if (typeof event !== 'string') throw new TypeError(mismatch)
  const text = event.replace(/[\r\n]/g, '')
  if (/^(?:[\w+/]{4})*(?:[\w+/]{2}==|[\w+/]{3}=)?$/.test(text) && !text.includes('_')) {
    return Buffer.from(text, 'base64')
  }
  // Misspelt in daprd, too.
  throw new TypeError(
    'error: unable to decode base64 application/octect-stream data: illegal base64 data',
  )
}
