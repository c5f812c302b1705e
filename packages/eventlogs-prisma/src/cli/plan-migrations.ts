import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { PrismaMigration } from '../schema/prisma-migrations.ts'
import { migrationStamps } from './migration-stamps.ts'
import type { PlannedFile } from './planned-file.ts'
import { readText } from './read-text.ts'

export function planMigrations(
  folder: string,
  wanted: readonly PrismaMigration[],
  now: Date,
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
    return { path, outcome: there === migration.sql ? 'unchanged' : 'kept, though it differs' }
  })
}
