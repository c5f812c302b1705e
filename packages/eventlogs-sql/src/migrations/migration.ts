import type { SqlDialect } from 'uow'
import type { TableNames } from '../table-names.ts'

/** One step of the tables' history. Steps are only ever added; one that was released never changes. */
export interface EventLogMigration {
  /** Counts from 1; the tables remember the last one. */
  readonly version: number
  /** For migrators that tell steps apart by name, in order. */
  readonly name: string
  /** The statements that make this step, to be run in one transaction. */
  up(dialect: SqlDialect, names: TableNames): readonly string[]
  /** The statements that undo it. */
  down(dialect: SqlDialect, names: TableNames): readonly string[]
}
