import { TransactionEndedError } from './errors/transaction-ended-error.ts'
import type { SqlExecutor } from './sql-executor.ts'
import type { TransactionState } from './transaction.ts'
import type { DriverTransaction, FrameGuard } from './transaction-driver.ts'

/** Begins a transaction that belongs to no unit of work. */
export type BeginOwn = (
  guard: FrameGuard,
) => Promise<Pick<DriverTransaction<unknown>, 'sql' | 'commit' | 'rollback'>>

/**
 * For adapters: what `SqlDatabase.transaction` does, by the same transactions that units of work
 * use. Refuses statements that come after the end.
 */
export async function runOwnTransaction<T>(
  begin: BeginOwn,
  work: (sql: SqlExecutor) => Promise<T>,
): Promise<T> {
  let ended: TransactionState | undefined
  const transaction = await begin({
    assertUsable() {
      if (ended !== undefined) throw new TransactionEndedError({ state: ended })
    },
  })
  let result: T
  try {
    result = await work(transaction.sql)
  } catch (error) {
    ended = 'rolledBack'
    await transaction.rollback()
    throw error
  }
  ended = 'open'
  await transaction.commit()
  ended = 'committed'
  return result
}
