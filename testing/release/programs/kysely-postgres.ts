import { type Dialect, PostgresDialect } from 'kysely'
import { Pool } from 'pg'

export function openDialect(): Dialect {
  return new PostgresDialect({ pool: new Pool({ connectionString: process.env['DATABASE_URL']! }) })
}
