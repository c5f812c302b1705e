import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'

/**
 * In bytes. PostgreSQL takes no key of more than 2,700, and consumer, id and source make up one; every
 * id and source of a sane producer is shorter than this.
 */
const longest = 800
const halfPair = /\p{Surrogate}/u

/** No id begins with it: CloudEvents forbids control characters. */
const mark = '\u0001'

/**
 * An id, a source or a consumer as every database can store it in a key: as it is, nearly always. Not
 * so where PostgreSQL would refuse it (a NUL character, a length), or store two that differ as one
 * (half a surrogate pair): then as JSON, or as a hash, behind a mark. What begins with the mark goes as
 * JSON, too: no two texts are stored alike.
 */
export function storedText(text: string): string {
  const isPlain = !halfPair.test(text) && !text.includes('\0') && !text.startsWith(mark)
  const stored = isPlain ? text : `${mark}${JSON.stringify(text)}`
  if (Buffer.byteLength(stored) <= longest) return stored
  return `${mark}sha256 ${createHash('sha256').update(JSON.stringify(text)).digest('hex')}`
}
