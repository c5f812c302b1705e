/** How the tables of log and inbox are migrated, for errors. */
export const remedy: string =
  "Run `await migrateEventLog(db)` of 'eventlogs-kysely' (with the same schema and tablePrefix) " +
  'before the application starts, or add `kyselyEventLogMigrations()` to your own migrations.'
