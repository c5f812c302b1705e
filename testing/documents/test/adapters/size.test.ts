import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const adapters = join(import.meta.dirname, '../../src/adapters')

it.each([
  ['a transport', 60, ['webhook-publisher.ts']],
  ['a store', 70, ['pg-sql.ts', 'pg-database.ts', 'pg-event-log.ts']],
])('%s takes fewer than %i lines', (_name, limit, files) => {
  const text = files.map((file) => readFileSync(join(adapters, file), 'utf8')).join('')
  expect(text.split('\n').length - 1).toBeLessThan(limit)
})
