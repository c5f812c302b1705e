import {
  type ConnectionProvider,
  type Dialect,
  DummyDriver,
  type Kysely,
  type QueryExecutor,
  Transaction,
} from 'kysely'

/**
 * The user's own `Transaction<DB>`, with their plugins, on a connection that is given.
 *
 * Kysely's controlled transaction is not handed out itself: at run time it would bring `commit` and
 * `rollback` along, past the unit of work, and the clients derived from it could not be guarded.
 */
export function transactionClient<DB>(
  db: Kysely<DB>,
  connection: ConnectionProvider,
): Transaction<DB> {
  const executor = db.getExecutor().withConnectionProvider(connection)
  const dialect = dialectOf(db, executor)
  // A transaction never asks its driver: whatever would is refused by the class.
  return new Transaction<DB>({ config: { dialect }, dialect, driver: new DummyDriver(), executor })
}

/** Kysely keeps its dialect to itself; a transaction needs it for introspection only. */
function dialectOf<DB>(db: Kysely<DB>, executor: QueryExecutor): Dialect {
  return {
    createAdapter: () => executor.adapter,
    createDriver: () => new DummyDriver(),
    createIntrospector: (client) => {
      const Introspector = db.introspection.constructor as new (
        ...client: Parameters<Dialect['createIntrospector']>
      ) => ReturnType<Dialect['createIntrospector']>
      return new Introspector(client)
    },
    createQueryCompiler: () => ({
      compileQuery: (node, queryId) => executor.compileQuery(node, queryId),
    }),
  }
}
