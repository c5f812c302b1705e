/** A message that a PostgreSQL client sent. */
export interface FrontendMessage {
  /** The protocol's letter: 'Q' is a simple query, 'P' parses a statement; '' opens the connection. */
  readonly type: string
  /** The SQL text, for 'Q' and 'P'; else ''. */
  readonly sql: string
}

/**
 * Cuts one connection's client bytes into messages of the PostgreSQL protocol, however TCP chunked
 * them. https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
export class PostgresFrontendParser {
  #rest: Buffer = Buffer.alloc(0)
  #started = false

  /** The messages that this chunk completes. */
  push(chunk: Buffer): FrontendMessage[] {
    this.#rest = Buffer.concat([this.#rest, chunk])
    const messages: FrontendMessage[] = []
    for (;;) {
      // Until its start-up message a client sends messages without a letter.
      const header = this.#started ? 1 : 0
      if (this.#rest.length < header + 4) return messages
      const end = header + this.#rest.readInt32BE(header)
      if (this.#rest.length < end) return messages
      const type = this.#rest.toString('latin1', 0, header)
      const body = this.#rest.subarray(header + 4, end)
      if (!this.#started) this.#started = !isNegotiation(body)
      messages.push({ type, sql: sqlOf(type, body) })
      this.#rest = this.#rest.subarray(end)
    }
  }
}

/** SSLRequest and GSSENCRequest come before the start-up message, as a code of their own. */
function isNegotiation(body: Buffer): boolean {
  return body.length === 4 && [80_877_103, 80_877_104].includes(body.readInt32BE(0))
}

function sqlOf(type: string, body: Buffer): string {
  if (type === 'Q') return text(body)
  if (type === 'P') return text(body.subarray(body.indexOf(0) + 1))
  return ''
}

function text(body: Buffer): string {
  return body.toString('utf8', 0, body.indexOf(0))
}
