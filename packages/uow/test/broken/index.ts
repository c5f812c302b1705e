import type { BrokenUnitOfWork } from './break.ts'
import { brokenHooks } from './hooks.ts'
import { brokenOptionsAndSql } from './options-and-sql.ts'
import { brokenRefusals } from './refusals.ts'
import { brokenScopes } from './scopes.ts'
import { brokenTransactions } from './transactions.ts'

export const brokenUnitsOfWork: readonly BrokenUnitOfWork[] = [
  ...brokenTransactions,
  ...brokenHooks,
  ...brokenRefusals,
  ...brokenScopes,
  ...brokenOptionsAndSql,
]
