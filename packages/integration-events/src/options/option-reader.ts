import type { DeliveryClock } from '../delivery/delivery-clock.ts'
import { BusOptionError } from '../errors/bus-option-error.ts'
import { formatDuration, parseDuration } from './duration.ts'

/** A timer of the platform waits 2 ** 31 - 1 ms at most; a longer one would fire at once. */
export const longestTimer: number = 24 * 86_400_000

interface Range {
  readonly minimum: number
  readonly maximum: number
  /** Where a bound comes from that another option sets. */
  readonly because?: string
}

/** Reads options out of an object, and says of a bad one its name, its value and what is allowed. */
export class OptionReader {
  readonly #options: Readonly<Record<string, unknown>>
  readonly #prefix: string

  /** @throws BusOptionError when `options` is not an object. */
  constructor(options: unknown, prefix?: string) {
    if (typeof options !== 'object' || options === null || Array.isArray(options)) {
      const allowed = 'an object'
      throw new BusOptionError({ option: prefix ?? 'options', received: options, allowed })
    }
    this.#options = options as Readonly<Record<string, unknown>>
    this.#prefix = prefix === undefined ? '' : `${prefix}.`
  }

  /** An option that is undefined counts as not given. */
  get(name: string): unknown {
    return this.#options[name]
  }

  has(name: string): boolean {
    return this.#options[name] !== undefined
  }

  /** The options inside of an option; none when it is not given. */
  nested(name: string, known: readonly string[]): OptionReader {
    const value = this.get(name)
    const reader = new OptionReader(value === undefined ? {} : value, this.#prefix + name)
    reader.refuseUnknown(known)
    return reader
  }

  /** Guards against a misspelt option, whose default would be used without a word. */
  refuseUnknown(known: readonly string[]): void {
    for (const name of Object.keys(this.#options)) {
      if (known.includes(name)) continue
      const similar = known.find((other) => other.toLowerCase() === name.toLowerCase())
      const allowed = similar === undefined ? `only ${known.join(', ')}` : `'${similar}'`
      throw new BusOptionError({
        option: this.#prefix + name,
        received: this.#options[name],
        allowed: `there is no option of this name; ${allowed}`,
      })
    }
  }

  fail(name: string, allowed: string): never {
    throw new BusOptionError({ option: this.#prefix + name, received: this.get(name), allowed })
  }

  integer(name: string, fallback: number, { minimum, maximum }: Range): number {
    const value = this.get(name)
    if (value === undefined) return fallback
    if (Number.isInteger(value) && (value as number) >= minimum && (value as number) <= maximum) {
      return value as number
    }
    return this.fail(name, `a whole number from ${minimum} to ${maximum}`)
  }

  duration(name: string, fallback: number, { minimum, maximum, because }: Range): number {
    const value = this.get(name)
    if (value === undefined) return fallback
    const parsed = parseDuration(value)
    if (parsed !== undefined && parsed >= minimum && parsed <= maximum) return parsed
    const reason = because === undefined ? '' : ` (${because})`
    return this.fail(
      name,
      `a duration from ${formatDuration(minimum)} to ${formatDuration(maximum)}${reason}, ` +
        "as milliseconds or as '500ms', '60s', '5m', '2h', '1d'",
    )
  }

  boolean(name: string, fallback: boolean): boolean {
    const value = this.get(name)
    if (value === undefined) return fallback
    return typeof value === 'boolean' ? value : this.fail(name, 'true or false')
  }

  function<T>(name: string): T | undefined {
    const value = this.get(name)
    if (value === undefined || typeof value === 'function') return value as T | undefined
    return this.fail(name, 'a function')
  }

  clock(name: string): DeliveryClock {
    return this.object(
      name,
      ['now', 'schedule'],
      "a clock: virtualClock() of 'integration-events/testing'",
    )
  }

  /** An object with these methods. */
  object<T>(name: string, methods: readonly string[], allowed: string): T {
    const value = this.get(name) as Record<string, unknown> | null | undefined
    const fits =
      typeof value === 'object' &&
      value !== null &&
      methods.every((method) => typeof value[method] === 'function')
    return fits ? (value as T) : this.fail(name, allowed)
  }
}
