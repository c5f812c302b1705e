export { kyselyEventLog, type KyselyEventLogOptions } from './kysely-event-log.ts'
export { kyselyInbox, type KyselyInboxOptions } from './kysely-inbox.ts'
export {
  kyselyEventLogMigrations,
  type KyselyEventLogMigrationsOptions,
} from './kysely-event-log-migrations.ts'
export { migrateEventLog, type MigrateEventLogOptions } from './migrate-event-log.ts'
