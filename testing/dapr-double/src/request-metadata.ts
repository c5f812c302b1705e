import { queryUnescape } from './url-text.ts'

const prefix = 'metadata.'

/**
 * The metadata in a query, `metadata.name=value`. Of two of one name the first counts; a pair with a
 * broken escape, or with a `;`, is left out.
 */
export function requestMetadata(query: string): Record<string, string> {
  const metadata = new Map<string, string>()
  for (const pair of query.split('&').filter((part) => !part.includes(';'))) {
    const equals = pair.indexOf('=')
    try {
      const name = queryUnescape(equals === -1 ? pair : pair.slice(0, equals))
      const value = equals === -1 ? '' : queryUnescape(pair.slice(equals + 1))
      const key = name.slice(prefix.length)
      if (name.startsWith(prefix) && !metadata.has(key)) metadata.set(key, value)
    } catch (error) {
      if (!(error instanceof URIError)) throw error
    }
  }
  return Object.fromEntries(metadata)
}

/** What Go's `ParseBool` takes for a boolean. */
const booleans: Readonly<Record<string, boolean>> = {
  ...Object.fromEntries(['1', 't', 'T', 'TRUE', 'true', 'True'].map((text) => [text, true])),
  ...Object.fromEntries(
    ['0', 'f', 'F', 'FALSE', 'false', 'False', ''].map((text) => [text, false]),
  ),
}

/** @throws RangeError if `rawPayload` is no boolean. */
export function isRawPayload({ rawPayload = '' }: Readonly<Record<string, string>>): boolean {
  const raw = booleans[rawPayload]
  if (raw !== undefined) return raw
  throw new RangeError(`rawPayload value must be a valid boolean: actual is '${rawPayload}'`)
}
