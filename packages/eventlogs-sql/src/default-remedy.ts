/** How the tables are migrated, unless an adapter says it better. */
export const defaultRemedy: string =
  "Run the SQL that `migrationSql(dialect, { schema, tablePrefix })` of 'eventlogs-sql' returns."
