export type { SqlDatabase, SqlDialect, SqlExecutor, SqlParameter } from './sql-executor.ts'
export type { Transaction, TransactionHook, TransactionState } from './transaction.ts'
export type { ExplicitUnitOfWork, UnitOfWork, UnitOfWorkOptions } from './unit-of-work.ts'
export type {
  DriverFrame,
  DriverSavepoint,
  DriverTransaction,
  FrameGuard,
  FrameHandle,
  TransactionDriver,
} from './transaction-driver.ts'
export {
  CommitOutcomeUnknownError,
  ConcurrentNestedUnitOfWorkError,
  ConnectionSharedError,
  DatabaseBusyError,
  NoDatabaseError,
  OuterClientInsideTransactionError,
  SuspendedFrameError,
  TransactionAbortedError,
  TransactionEndedError,
  UnfinishedNestedUnitOfWorkError,
  UnitOfWorkBusyError,
  UnitOfWorkError,
  type UnitOfWorkErrorOptions,
  UnitOfWorkOptionError,
  UnitOfWorkTimeoutError,
} from './errors/index.ts'
export { createUnitOfWork, type CreateUnitOfWorkOptions } from './create-unit-of-work.ts'
export { inMemoryUnitOfWork } from './in-memory-unit-of-work.ts'
export { commitFailure } from './commit-failure.ts'
export {
  databaseFailure,
  type DatabaseFailure,
  type DatabaseFailureKind,
} from './database-failure.ts'
export { SentStatements, type StatementFailure } from './sent-statements.ts'
export { type BeginOwn, runOwnTransaction } from './own-transaction.ts'
export { validateUnitOfWorkOptions } from './validate-options.ts'
