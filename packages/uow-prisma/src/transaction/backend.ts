import type { SqlExecutor } from 'uow'
import type { PrismaRawClient } from '../prisma-client.ts'

/** PostgreSQL's process behind a transaction. */
export interface Backend {
  readonly pid: number
  /** When the transaction began, in seconds since the epoch: tells it from the process's next one. */
  readonly startedAt: string
  /** Another way to the same server. */
  readonly database: SqlExecutor
}

/** Asks which process a transaction runs in. A transaction that is broken already has none. */
export async function backendOf(
  transaction: PrismaRawClient,
  database: SqlExecutor,
): Promise<Backend | undefined> {
  try {
    const [row] = await transaction.$queryRawUnsafe<{ pid: number; started_at: string }[]>(
      'select pg_backend_pid() as pid, extract(epoch from now())::text as started_at',
    )
    return row && { pid: row.pid, startedAt: row.started_at, database }
  } catch {
    return undefined
  }
}

/**
 * Ends the statement that the process is busy with. It may come late, when the connection is in
 * somebody else's transaction: then it does nothing. A failure changes nothing: the rollback waits.
 */
export async function cancelBackend({ database, pid, startedAt }: Backend): Promise<void> {
  await database
    .query(
      `select pg_cancel_backend(pid) from pg_stat_activity
where pid = $1::integer and extract(epoch from xact_start)::text = $2::text`,
      [pid, startedAt],
    )
    .catch(() => {})
}
