import type { EventLog } from '../../../src/contracts/event-log.ts'

type Method = {
  [Name in keyof EventLog]: EventLog[Name] extends (...args: never[]) => Promise<unknown>
    ? Name
    : never
}[keyof EventLog]

type Replacement<Name extends Method> = (
  original: EventLog[Name],
  ...args: Parameters<EventLog[Name]>
) => ReturnType<EventLog[Name]>

export interface LogCall {
  readonly at: number
  readonly method: Method
  readonly args: readonly unknown[]
}

/** An event log that remembers what it was asked, and whose methods a test can replace. */
export interface ObservedEventLog {
  readonly log: EventLog
  readonly calls: readonly LogCall[]
  callsOf<Name extends Method>(
    method: Name,
  ): { readonly at: number; readonly args: Parameters<EventLog[Name]> }[]
  /** Runs with every call, in its context. */
  onCall(look: () => void): void
  /** Until it is restored; the original is given first. */
  replace<Name extends Method>(method: Name, replacement: Replacement<Name>): void
  /** Every call of the method fails. */
  fail(method: Method, error?: Error): void
  restore(method: Method): void
}

export function observeEventLog(original: EventLog, now: () => number): ObservedEventLog {
  const calls: LogCall[] = []
  let look = (): void => {}
  const replacements = new Map<PropertyKey, (...args: unknown[]) => unknown>()
  const log = new Proxy(original, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target)
      if (typeof value !== 'function') return value
      const bound = value.bind(target) as (...args: unknown[]) => unknown
      return async (...args: unknown[]) => {
        look()
        calls.push({ at: now(), method: property as Method, args })
        const replacement = replacements.get(property)
        return replacement === undefined ? bound(...args) : replacement(bound, ...args)
      }
    },
  })
  return {
    log,
    calls,
    callsOf: (method) => calls.filter((call) => call.method === method) as never,
    onCall: (observer) => {
      look = observer
    },
    replace: (method, replacement) => {
      replacements.set(method, replacement as unknown as (...args: unknown[]) => unknown)
    },
    fail: (method, error = new Error('the database is down')) => {
      replacements.set(method, () => Promise.reject(error))
    },
    restore: (method) => {
      replacements.delete(method)
    },
  }
}
