import { Buffer } from 'node:buffer'

/** Long enough to find the cause by, short enough to be copied with its row. */
const longest = 4_000

/**
 * An error's text as every database can store it. PostgreSQL takes no NUL character, and half a
 * surrogate pair is no text: one error would make a statement fail that settles many other events.
 */
export function errorText(error: string): string {
  const text = error.length > longest ? `${error.slice(0, longest - 1)}…` : error
  return Buffer.from(text).toString().replaceAll('\u0000', '\uFFFD')
}
