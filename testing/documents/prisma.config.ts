import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'prisma/config'

// As in testing/prisma: `prisma generate` insists on a schema engine that it never runs.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= fileURLToPath(import.meta.url)

export default defineConfig({})
