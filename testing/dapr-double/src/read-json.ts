import { JsonNumber, type JsonObject, type JsonValue } from './json-value.ts'

const space = /[ \t\n\r]*/y
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
// oxlint-disable-next-line no-control-regex -- JSON forbids exactly these.
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y
const literal = /true|false|null/y
const loneSurrogate = /\p{Surrogate}/gu

/** Go reads to a depth of 10,000, for which there is no room on the stack here. */
const maximalDepth = 2_000

/**
 * Reads the first JSON value of a text the way Go's decoder does: what follows the value is ignored,
 * of two members of one name the last one counts, and half a surrogate pair becomes U+FFFD.
 */
export function readJson(text: string): JsonValue {
  return new Reader(text).value(0)
}

class Reader {
  readonly #text: string
  #position = 0

  constructor(text: string) {
    this.#text = text
  }

  value(depth: number): JsonValue {
    if (depth > maximalDepth) throw new SyntaxError('exceeded max depth')
    this.#skipSpace()
    const next = this.#text[this.#position]
    if (next === '{') return this.#object(depth)
    if (next === '[') return this.#array(depth)
    if (next === '"') return this.#string()
    const word = this.#take(literal)
    if (word !== undefined) return word === 'null' ? null : word === 'true'
    const digits = this.#take(number)
    if (digits !== undefined) return new JsonNumber(digits)
    return this.#fail()
  }

  #object(depth: number): JsonObject {
    const members: JsonObject = new Map()
    this.#list('}', () => {
      const name = this.#string()
      this.#skipSpace()
      if (!this.#skip(':')) this.#fail()
      members.set(name, this.value(depth + 1))
    })
    return members
  }

  #array(depth: number): JsonValue[] {
    const items: JsonValue[] = []
    this.#list(']', () => items.push(this.value(depth + 1)))
    return items
  }

  #list(end: string, item: () => void): void {
    this.#position += 1
    this.#skipSpace()
    if (this.#skip(end)) return
    do {
      this.#skipSpace()
      item()
      this.#skipSpace()
    } while (this.#skip(','))
    if (!this.#skip(end)) this.#fail()
  }

  #string(): string {
    const quoted = this.#take(string) ?? this.#fail()
    return (JSON.parse(quoted) as string).replace(loneSurrogate, '\u{fffd}')
  }

  #skipSpace(): void {
    this.#take(space)
  }

  #skip(character: string): boolean {
    if (this.#text[this.#position] !== character) return false
    this.#position += 1
    return true
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#position
    const [found] = pattern.exec(this.#text) ?? []
    this.#position += found?.length ?? 0
    return found
  }

  #fail(): never {
    const character = this.#text[this.#position]
    throw new SyntaxError(
      character === undefined
        ? 'unexpected end of JSON input'
        : `invalid character '${character}' at position ${this.#position}`,
    )
  }
}
