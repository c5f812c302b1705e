import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'prisma/config'

// `prisma generate` insists on a schema engine that it never runs. Any file will do where there is
// none, but one that can't be executed: something that exits with 0 would let `migrate` pretend.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= fileURLToPath(import.meta.url)

export default defineConfig({})
