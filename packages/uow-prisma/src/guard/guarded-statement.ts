import type { SendStatement } from '../prisma-sql.ts'

/** What becomes of the statements of a client. */
export interface StatementSink {
  /** Called when a statement is made, which may never be awaited, and so never be sent. */
  readonly announce: () => void
  readonly send: SendStatement
}

const guarded = new WeakSet<object>()

/** Whether a value is one of Prisma's promises, which send their statement once they are awaited. */
export function isStatement(value: unknown): value is PromiseLike<unknown> & object {
  return (
    typeof value === 'object' &&
    value !== null &&
    (value as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag] === 'PrismaPromise'
  )
}

/**
 * One of Prisma's promises, sent through `sink` once it is awaited. As lazy as it was, and with what
 * else it can do (`tx.order.findUnique(…).customer()`).
 */
export function guardedStatement<T extends PromiseLike<unknown> & object>(
  statement: T,
  sink: StatementSink,
): T {
  if (guarded.has(statement)) return statement
  sink.announce()
  let sent: Promise<unknown> | undefined
  const start = (): Promise<unknown> =>
    (sent ??= sink.send(() => Promise.resolve(statement.then((value) => value))))
  const proxy = new Proxy(statement, {
    get(target, property) {
      if (property === 'then' || property === 'catch' || property === 'finally') {
        const sentNow = (...handlers: never[]): unknown => {
          const promise = start()
          return (promise[property] as (...handlers: never[]) => unknown)(...handlers)
        }
        return sentNow
      }
      const value: unknown = Reflect.get(target, property)
      if (typeof value !== 'function') return value
      return (...given: unknown[]): unknown => {
        const result: unknown = Reflect.apply(value, target, given)
        return isStatement(result) ? guardedStatement(result, sink) : result
      }
    },
  })
  guarded.add(proxy)
  return proxy
}
