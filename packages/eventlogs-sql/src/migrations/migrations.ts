import * as firstOnPostgres from '../postgres/migration-0001.ts'
import * as secondOnPostgres from '../postgres/migration-0002.ts'
import * as firstOnSqlite from '../sqlite/migration-0001.ts'
import * as secondOnSqlite from '../sqlite/migration-0002.ts'
import type { EventLogMigration } from './migration.ts'

const first = { postgres: firstOnPostgres, sqlite: firstOnSqlite }
const second = { postgres: secondOnPostgres, sqlite: secondOnSqlite }

/** Every step of the tables' history, in order. */
export const eventLogMigrations: readonly EventLogMigration[] = [
  {
    version: 1,
    name: '0001_event_log',
    up: (dialect, names) => first[dialect].up(names),
    down: (dialect, names) => first[dialect].down(names),
  },
  {
    version: 2,
    name: '0002_inbox',
    up: (dialect, names) => second[dialect].up(names),
    down: (dialect, names) => second[dialect].down(names),
  },
]

/** The version of the tables that this release works with. */
export const schemaVersion: number = eventLogMigrations.length
