import { readJson } from './read-json.ts'
import type { StoredMessage } from './stored-message.ts'

/** The broker behind the sidecar: what it stores, and what it refuses. */
export class Broker {
  readonly stored: StoredMessage[] = []
  readonly #onStored: (message: StoredMessage) => void
  #refused: ReadonlySet<string> = new Set()

  constructor(onStored: (message: StoredMessage) => void) {
    this.#onStored = onStored
  }

  refuse(ids: readonly string[]): void {
    this.#refused = new Set(ids)
  }

  /** Stores a message, or returns the error for which it doesn't. */
  publish(message: StoredMessage): string | undefined {
    const id = this.#refused.size === 0 ? undefined : idOf(message.event)
    if (id !== undefined && this.#refused.has(id)) return `the broker refused the event ${id}`
    this.stored.push(message)
    this.#onStored(message)
    return undefined
  }
}

/** A raw payload need not be a CloudEvent, nor JSON. */
function idOf(event: string): string | undefined {
  try {
    const value = readJson(event)
    const id = value instanceof Map ? value.get('id') : undefined
    return typeof id === 'string' ? id : undefined
  } catch {
    return undefined
  }
}
