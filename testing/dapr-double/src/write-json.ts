import { JsonNumber, type JsonValue } from './json-value.ts'

/**
 * Writes a JSON value the way Go's `json.Marshal` writes a map: members sorted by the bytes of their
 * names, no spaces, and what HTML or JavaScript might trip over escaped.
 */
export function writeJson(value: JsonValue): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return writeString(value)
  if (value instanceof JsonNumber) return value.text
  if (Array.isArray(value)) return `[${value.map(writeJson).join(',')}]`
  const members = [...value].toSorted(([one], [other]) =>
    Buffer.compare(Buffer.from(one), Buffer.from(other)),
  )
  return `{${members.map(([name, member]) => `${writeString(name)}:${writeJson(member)}`).join(',')}}`
}

function writeString(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
