import * as postgres from '../postgres/migration-0001.ts'
import * as sqlite from '../sqlite/migration-0001.ts'
import type { EventLogMigration } from './migration.ts'

const first = { postgres, sqlite }

/** Every step of the tables' history, in order. */
export const eventLogMigrations: readonly EventLogMigration[] = [
  {
    version: 1,
    name: '0001_event_log',
    up: (dialect, names) => first[dialect].up(names),
    down: (dialect, names) => first[dialect].down(names),
  },
]

/** The version of the tables that this release works with. */
export const schemaVersion: number = eventLogMigrations.length
