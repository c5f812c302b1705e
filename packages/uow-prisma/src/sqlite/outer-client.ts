import { guardedModel, statementMethod } from '../guard/guarded-model.ts'
import { rawMethods } from '../guard/raw-methods.ts'
import type { SingleConnection } from './single-connection.ts'
import type { TurnKind } from './turns.ts'

const guarded = new WeakSet<object>()

/**
 * Keeps what the user's client does outside of units of work apart from them, on a database with a
 * single connection. Prisma has no hook for this, but lets the properties of a client be overwritten:
 * so it gets models and methods of its own, which take turns with the units, and are refused inside
 * of one. Clients that are derived from it afterwards share its methods, but not its models.
 */
export function guardOuterClient(client: object, connection: SingleConnection): void {
  if (guarded.has(client)) return
  guarded.add(client)
  const properties = client as Record<string, unknown>
  for (const name of Object.keys(client)) {
    const value = properties[name]
    if (rawMethods.has(name)) properties[name] = rawMethod(value, connection)
    else if (name === '$transaction') properties[name] = transactionMethod(value, connection)
    else if (isModel(name, value)) properties[name] = outerModel(client, value, connection)
  }
}

/** Which of a model's operations only read. All others may write. */
const reading = /^(find|count|aggregate|groupBy)/

function outerModel(client: object, model: object, connection: SingleConnection): object {
  return guardedModel(model, {
    parent: () => client,
    sink: (operation) => {
      const kind: TurnKind = reading.test(operation) ? 'together' : 'alone'
      return {
        announce: () => {},
        send: (statement) => connection.use(kind, statement),
      }
    },
  })
}

function rawMethod(method: unknown, connection: SingleConnection): unknown {
  const sink = {
    announce: () => {},
    send: <T>(statement: () => PromiseLike<T>): Promise<T> => connection.use('alone', statement),
  }
  return function raw(this: object, ...given: unknown[]): unknown {
    // A transaction client finds this method as its own: it has the connection already.
    return isTransactionClient(this)
      ? Reflect.apply(method as () => unknown, this, given)
      : (statementMethod(method, sink, () => this) as (...given: unknown[]) => unknown)(...given)
  }
}

function transactionMethod(method: unknown, connection: SingleConnection): unknown {
  return function transaction(this: object, ...given: unknown[]): unknown {
    const run = (): Promise<unknown> => Reflect.apply(method as () => Promise<unknown>, this, given)
    return isTransactionClient(this) ? run() : connection.use('alone', run)
  }
}

function isTransactionClient(client: object): boolean {
  return !('$connect' in client)
}

function isModel(name: string, value: unknown): value is object {
  return /^[a-z]/i.test(name) && typeof value === 'object' && value !== null
}
