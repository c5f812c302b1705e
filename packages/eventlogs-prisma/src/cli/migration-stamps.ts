import { MigrationOrderError } from '../errors/index.ts'

/**
 * The date and time with which the next migrations sort after those that are there: now, or a second
 * after the last of them.
 *
 * @throws MigrationOrderError when the last one sorts after any date.
 */
export function migrationStamps(existing: readonly string[], now: Date, count: number): string[] {
  const last = existing.toSorted().at(-1) ?? ''
  const present = Number(now.toISOString().replaceAll(/\D/g, '').slice(0, 14))
  // One more need be no time of day: Prisma sorts the names as text.
  const [stamp] = /^\d{14}/.exec(last) ?? []
  const first = stamp === undefined ? present : Math.max(present, Number(stamp) + 1)
  if (String(first) <= last) throw new MigrationOrderError({ migration: last })
  return Array.from({ length: count }, (_, index) => String(first + index))
}
