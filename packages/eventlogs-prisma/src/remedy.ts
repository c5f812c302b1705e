/** How the tables of log and inbox are migrated, for errors. */
export const remedy: string =
  'Run `npx eventlogs-prisma add` and `npx prisma migrate deploy` (with the same schema and ' +
  "tablePrefix), or `await migrateEventLog(prisma)` of 'eventlogs-prisma' before the application " +
  'starts.'
