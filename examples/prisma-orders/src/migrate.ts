import { readdir, readFile } from 'node:fs/promises'
import { findPackageJSON } from 'node:module'
import { join } from 'node:path'
import { migrateEventLog } from 'eventlogs-prisma'
import type { Database } from './database.ts'

/**
 * Brings a database of this example's own up to date without Prisma's schema engine: the service's
 * tables from the files that `prisma migrate deploy` would apply, and the event log's.
 *
 * It takes no lock, and keeps its own list of what is done, which Prisma Migrate does not know.
 */
export async function migrate({ provider, prisma }: Database): Promise<void> {
  await prisma.$executeRaw`create table if not exists applied_migrations (name text primary key)`
  const done = await prisma.$queryRaw<{ name: string }[]>`select name from applied_migrations`
  for (const { name, statements } of await readMigrations(provider)) {
    if (done.some((migration) => migration.name === name)) continue
    await prisma.$transaction(async (tx) => {
      for (const statement of statements) await tx.$executeRawUnsafe(statement)
      await tx.$executeRaw`insert into applied_migrations (name) values (${name})`
    })
  }
  await migrateEventLog(prisma)
}

interface Migration {
  readonly name: string
  readonly statements: readonly string[]
}

async function readMigrations(provider: Database['provider']): Promise<Migration[]> {
  const folder = join(findPackageJSON(import.meta.url)!, '..', 'prisma', provider, 'migrations')
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    names.toSorted().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8')
      // Prisma's adapters take one statement at a time; none in these files has a `;` inside.
      return { name, statements: sql.split(/;\s*/).filter((statement) => statement !== '') }
    }),
  )
}
