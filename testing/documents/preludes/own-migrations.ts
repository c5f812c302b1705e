import type { MigrationProvider } from 'kysely/migration'

export { kyselyEventLogMigrations } from 'eventlogs-kysely'

/** The application's own migrations. */
export const own: MigrationProvider = { getMigrations: async () => ({}) }
