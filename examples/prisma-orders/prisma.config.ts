import { resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'prisma/config'

// Not to be copied: `prisma generate` insists on a schema engine that it never runs, and this
// repository is to install without one. Any file will do that can't be executed. `prisma migrate`
// does run it, and gets the real one.
if (process.argv.includes('generate'))
  process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= fileURLToPath(import.meta.url)

const url = process.env['DATABASE_URL'] ?? `file:${resolve('orders.sqlite')}`
const provider = url.startsWith('postgres') ? 'postgresql' : 'sqlite'

export default defineConfig({
  schema: `prisma/${provider}/schema.prisma`,
  migrations: { path: `prisma/${provider}/migrations` },
  datasource: { url },
})
