import type { DatabaseConnection } from 'kysely'

/**
 * Ends the statement that a PostgreSQL connection is busy with, so that the ROLLBACK behind it need
 * not wait for a lock, or for a query that takes minutes. Kysely does it over a connection of its
 * own. A failure changes nothing: the rollback then waits.
 */
export async function cancelStatement(connection: DatabaseConnection): Promise<void> {
  try {
    await connection.collectSessionInfo?.()
    // Where it can't open a connection, Kysely asks for one of the pool. It gets none: it could
    // wait there for the very connection that it is to set free.
    await connection.cancelQuery?.(async () => {})
  } catch {
    // The statement has ended meanwhile, or the server can't be reached.
  }
}
