import type { ConnectionProvider, QueryExecutor } from 'kysely'
import { OuterClientInsideTransactionError } from 'uow'
import { provider } from './provider.ts'

/** Whether the caller runs inside of a transaction on the single connection. */
type IsInside = () => boolean

const known = new WeakMap<QueryExecutor, IsInside[]>()

/**
 * Refuses the outer client inside of a unit of work, on a database with a single connection: Kysely
 * would queue the statement behind the transaction that waits for it, and neither would ever end.
 *
 * Kysely has no hook for this, so the executor of the user's client gets methods of its own. What
 * needs a connection comes through `provideConnection` (queries, streams, `transaction()`,
 * `startTransaction()`, `connection()`), and what derives another client (`withSchema`,
 * `withPlugin`, `withoutPlugins`) through the others. `withConnectionProvider` stays as it is: a
 * transaction's own executor is made by it.
 */
export function refuseOuterClient(executor: QueryExecutor, isInside: IsInside): void {
  const checks = known.get(executor)
  if (checks !== undefined) {
    checks.push(isInside)
    return
  }
  const all = [isInside]
  known.set(executor, all)
  guard(executor, all)
}

function guard(executor: QueryExecutor, checks: readonly IsInside[]): QueryExecutor {
  const provide = executor.provideConnection.bind(executor)
  const withPlugin = executor.withPlugin.bind(executor)
  const withPlugins = executor.withPlugins.bind(executor)
  const withPluginAtFront = executor.withPluginAtFront.bind(executor)
  const withoutPlugins = executor.withoutPlugins.bind(executor)

  const provideConnection: ConnectionProvider['provideConnection'] = async (consumer, options) => {
    if (checks.some((isInside) => isInside()))
      throw new OuterClientInsideTransactionError({ provider })
    return provide(consumer, options)
  }
  return Object.assign(executor, {
    provideConnection,
    withPlugin: (...given: Parameters<typeof withPlugin>) => guard(withPlugin(...given), checks),
    withPlugins: (...given: Parameters<typeof withPlugins>) => guard(withPlugins(...given), checks),
    withPluginAtFront: (...given: Parameters<typeof withPluginAtFront>) =>
      guard(withPluginAtFront(...given), checks),
    withoutPlugins: () => guard(withoutPlugins(), checks),
  })
}
