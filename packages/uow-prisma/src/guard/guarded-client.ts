import { guardedModel, statementMethod } from './guarded-model.ts'
import type { StatementSink } from './guarded-statement.ts'
import { rawMethods } from './raw-methods.ts'
import { standIn } from './stand-in.ts'

/** What the frame that a client belongs to does for it. */
export interface ClientFrame extends StatementSink {
  /** Runs `work` in a nested frame, with a client of its own. */
  readonly nest: (work: Work, options: object | undefined) => Promise<unknown>
}

type Work = (client: object) => Promise<unknown>

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
    return guardedModel(value, { parent: () => guarded, sink: () => frame })
  }
  const guarded: Client = standIn(client, (property) => {
    if (known.has(property)) return known.get(property)
    const value: unknown = Reflect.get(client, property)
    const usable = guard(property, value)
    if (usable !== value) known.set(property, usable)
    return usable
  })
  return guarded
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
