export { sqlEventLogHarness, type SqlEventLogHarnessOptions } from './sql-event-log-harness.ts'
export { sqlInboxHarness, type SqlInboxHarnessOptions } from './sql-inbox-harness.ts'
export {
  createTestDatabase,
  type PlainStatements,
  type TestDatabase,
  type TestPool,
} from './test-database.ts'
