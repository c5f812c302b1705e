import { guardedStatement, isStatement } from './guarded-statement.ts'
import type { SendStatement } from './prisma-sql.ts'

/** What the frame that a client belongs to does for it. */
export interface ClientFrame {
  readonly send: SendStatement
  /** Runs `work` in a nested frame, with a client of its own. */
  readonly nest: (
    work: (client: object) => Promise<unknown>,
    options: object | undefined,
  ) => Promise<unknown>
}

/** Prisma's own methods of raw SQL. They reach into the client, so they are called on it. */
const rawMethods: ReadonlySet<PropertyKey> = new Set([
  '$executeRaw',
  '$executeRawUnsafe',
  '$queryRaw',
  '$queryRawTyped',
  '$queryRawUnsafe',
])

/**
 * A transaction client whose statements go through its frame: they are refused after its end, waited
 * for before it, and their failures are known. Models, extensions and laziness are the user's own.
 *
 * `$transaction(work)` on it is a nested frame of the unit of work, so that events and hooks of what
 * it undoes are undone with it.
 */
export function guardedClient<Client extends object>(client: Client, frame: ClientFrame): Client {
  const known = new Map<PropertyKey, unknown>()
  const guard = (property: PropertyKey, value: unknown): unknown => {
    if (property === '$transaction') return nested(client, value, frame)
    if (rawMethods.has(property)) return statementMethod(value, frame.send, () => client)
    // Methods of extensions: they find the guarded client as their `this`.
    if (typeof value !== 'object' || value === null) return value
    return guardedModel(value, frame.send, () => proxy)
  }
  const proxy: Client = new Proxy(client, {
    get(target, property) {
      if (known.has(property)) return known.get(property)
      const value: unknown = Reflect.get(target, property)
      const usable = guard(property, value)
      if (usable !== value) known.set(property, usable)
      return usable
    },
  })
  return proxy
}

/** One model's operations, with those that extensions add to it. */
function guardedModel(model: object, send: SendStatement, parent: () => object): object {
  const known = new Map<PropertyKey, unknown>()
  const proxy: object = new Proxy(model, {
    get(target, property) {
      if (property === '$parent') return parent()
      if (known.has(property)) return known.get(property)
      const value: unknown = Reflect.get(target, property)
      if (typeof value !== 'function') return value
      const usable = statementMethod(value, send, () => proxy)
      known.set(property, usable)
      return usable
    },
  })
  return proxy
}

/** A method that may return one of Prisma's promises. */
function statementMethod(method: unknown, send: SendStatement, self: () => object): unknown {
  if (typeof method !== 'function') return method
  return (...given: unknown[]): unknown => {
    const result: unknown = Reflect.apply(method, self(), given)
    return isStatement(result) ? guardedStatement(result, send) : result
  }
}

function nested(client: object, transaction: unknown, { nest }: ClientFrame): unknown {
  if (typeof transaction !== 'function') return transaction
  return (work: unknown, options?: object): unknown =>
    typeof work === 'function'
      ? nest(work as (client: object) => Promise<unknown>, options)
      : Reflect.apply(transaction, client, [work, options])
}
