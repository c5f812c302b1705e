import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

// By path: a dependency on the package would go round in a circle.
const shipped = join(import.meta.dirname, '../../../packages/eventlogs-prisma/prisma')
const schemas = join(import.meta.dirname, '../prisma')
const name = 'integration-events.prisma'

for (const [provider, schema] of [
  ['postgresql', 'postgres'],
  ['sqlite', 'sqlite'],
] as const) {
  const folder = join(schemas, schema, 'generated')
  mkdirSync(folder, { recursive: true })
  copyFileSync(join(shipped, provider, name), join(folder, name))
}
