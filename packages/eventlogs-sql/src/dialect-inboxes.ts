import type { SqlDialect } from 'uow'
import { postgresInbox } from './postgres/inbox.ts'
import { sqliteInbox } from './sqlite/inbox.ts'
import type { TableNames } from './table-names.ts'
import type { DialectInbox } from './inbox/dialect-inbox.ts'

const dialects: Record<SqlDialect, (names: TableNames) => DialectInbox> = {
  postgres: postgresInbox,
  sqlite: sqliteInbox,
}

export function dialectInboxFor(dialect: SqlDialect, names: TableNames): DialectInbox {
  return dialects[dialect](names)
}
