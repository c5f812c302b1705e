import pg from 'pg'

/**
 * Ends the statement that a connection is busy with, so that the rollback behind it need not wait for
 * a lock. A failure changes nothing: the rollback then waits.
 */
export async function cancelStatement(pool: pg.Pool, client: pg.PoolClient): Promise<void> {
  const { processID } = client as unknown as { readonly processID: number }
  // Not by one of the pool: that could be waiting for this very connection.
  const canceller = new pg.Client(pool.options)
  canceller.on('error', () => {})
  try {
    await canceller.connect()
    await canceller.query('select pg_cancel_backend($1)', [processID])
  } catch {
    // The server can't be reached, so that the statement has failed, too.
  } finally {
    await canceller.end().catch(() => {})
  }
}
