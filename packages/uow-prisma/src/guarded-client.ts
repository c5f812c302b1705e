import { guardedStatement, isStatement, type StatementSink } from './guarded-statement.ts'

/** What the frame that a client belongs to does for it. */
export interface ClientFrame extends StatementSink {
  /** Runs `work` in a nested frame, with a client of its own. */
  readonly nest: (work: Work, options: object | undefined) => Promise<unknown>
}

type Work = (client: object) => Promise<unknown>

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
 * `$transaction` on it is a nested frame of the unit of work, so that events and hooks of what it
 * undoes are undone with it.
 */
export function guardedClient<Client extends object>(client: Client, frame: ClientFrame): Client {
  const known = new Map<PropertyKey, unknown>()
  const guard = (property: PropertyKey, value: unknown): unknown => {
    if (property === '$transaction') return nested(value, frame)
    if (rawMethods.has(property)) return statementMethod(value, frame, () => client)
    // Methods of extensions: they find the guarded client as their `this`.
    if (typeof value !== 'object' || value === null) return value
    return guardedModel(value, frame, () => proxy)
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
function guardedModel(model: object, sink: StatementSink, parent: () => object): object {
  const known = new Map<PropertyKey, unknown>()
  const proxy: object = new Proxy(model, {
    get(target, property) {
      if (property === '$parent') return parent()
      if (known.has(property)) return known.get(property)
      const value: unknown = Reflect.get(target, property)
      if (typeof value !== 'function') return value
      const usable = statementMethod(value, sink, () => proxy)
      known.set(property, usable)
      return usable
    },
  })
  return proxy
}

/** A method that may return one of Prisma's promises. */
function statementMethod(method: unknown, sink: StatementSink, self: () => object): unknown {
  if (typeof method !== 'function') return method
  return (...given: unknown[]): unknown => {
    const result: unknown = Reflect.apply(method, self(), given)
    return isStatement(result) ? guardedStatement(result, sink) : result
  }
}

/**
 * A list of statements would leave the transaction: Prisma sends it in one of its own, over another
 * connection.
 */
function nested(transaction: unknown, { nest }: ClientFrame): unknown {
  if (typeof transaction !== 'function') return transaction
  return (work: Work | readonly PromiseLike<unknown>[], options?: object): Promise<unknown> =>
    nest(typeof work === 'function' ? work : () => inTurn(work), options)
}

async function inTurn(statements: readonly PromiseLike<unknown>[]): Promise<unknown[]> {
  const results: unknown[] = []
  for (const statement of statements) results.push(await statement)
  return results
}
