import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'prisma/config'

// Not to be copied: `prisma generate` insists on a schema engine that it never runs, and this
// repository is to install without one. Any file will do that can't be executed.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= fileURLToPath(import.meta.url)

export default defineConfig({ schema: 'prisma/schema.prisma' })
