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
    if (migration === wanted[0] && !names(there, logTable))
      throw new MigrationTablesError({ migration: name, table: logTable })
    return { path, outcome: there === migration.sql ? 'unchanged' : 'kept, though it differs' }
  })
}

/** Whether statements name the table so, and not as one in another schema. */
function names(sql: string, table: string): boolean {
  return sql.split(table).some((_, index, parts) => index > 0 && !parts[index - 1]?.endsWith('.'))
}
