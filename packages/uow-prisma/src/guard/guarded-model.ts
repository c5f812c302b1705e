import { guardedStatement, isStatement, type StatementSink } from './guarded-statement.ts'
import { standIn } from './stand-in.ts'

export interface GuardedModelOptions {
  /** The client that the model belongs to. */
  readonly parent: () => object
  /** Where the statements of an operation go. */
  readonly sink: (operation: string) => StatementSink
}

/** One model's operations, with those that extensions add to it, sent through a sink. */
export function guardedModel(model: object, { parent, sink }: GuardedModelOptions): object {
  const known = new Map<PropertyKey, unknown>()
  const guarded: object = standIn(model, (property) => {
    if (property === '$parent') return parent()
    if (known.has(property)) return known.get(property)
    const value: unknown = Reflect.get(model, property)
    if (typeof value !== 'function') return value
    const usable = statementMethod(value, sink(String(property)), () => guarded)
    known.set(property, usable)
    return usable
  })
  return guarded
}

/** A method that may return one of Prisma's promises. */
export function statementMethod(method: unknown, sink: StatementSink, self: () => object): unknown {
  if (typeof method !== 'function') return method
  return (...given: unknown[]): unknown => {
    const result: unknown = Reflect.apply(method, self(), given)
    return isStatement(result) ? guardedStatement(result, sink) : result
  }
}
