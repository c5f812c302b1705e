import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { MigrationTablesError } from '../errors/index.ts'
import type { PrismaMigration } from '../schema/prisma-migrations.ts'
import { migrationStamps } from './migration-stamps.ts'
import type { PlannedFile } from './planned-file.ts'
import { readText } from './read-text.ts'

/**
 * @param logTable the event log's table as the statements name it, which the first step must make.
 * @throws MigrationTablesError, MigrationOrderError
 */
export function planMigrations(
  folder: string,
  wanted: readonly PrismaMigration[],
  now: Date,
  logTable: string,
): readonly PlannedFile[] {
  const existing = existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
    : []
  const find = (step: string): string | undefined =>
    existing.find((name) => name.endsWith(`_${step}`))
  const missing = wanted.filter(({ step }) => find(step) === undefined)
  const stamps = missing.length === 0 ? [] : migrationStamps(existing, now, missing.length)
  return wanted.map((migration) => {
    const name = find(migration.step) ?? `${stamps[missing.indexOf(migration)]}_${migration.step}`
    const path = join(folder, name, 'migration.sql')
    const there = readText(path)
    if (there === undefined) return { path, content: migration.sql, outcome: 'added' }
    // Later steps would change tables that this one has not made.
    if (migration === wanted[0] && makesAnotherLog(there, logTable))
      throw new MigrationTablesError({ migration: name, table: logTable })
    return { path, outcome: there === migration.sql ? 'unchanged' : 'kept, though it differs' }
  })
}

/**
 * Whether statements make a log of another name, and none of this one. Statements that make none (of a
 * baseline, say) are the user's affair.
 */
function makesAnotherLog(sql: string, logTable: string): boolean {
  const created = [...sql.matchAll(/create table (?:if not exists )?([\w".]+)/gi)]
  const logs = created.map(([, name = '']) => plain(name)).filter((name) => name.endsWith('log'))
  return logs.length > 0 && !logs.includes(plain(logTable))
}

/** Without quotes, and without the schema that a connection has by default. */
function plain(name: string): string {
  return name.replaceAll('"', '').replace(/^public\./, '')
}
