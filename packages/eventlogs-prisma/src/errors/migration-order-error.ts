import { EventLogsPrismaError, hasCode } from './eventlogs-prisma-error.ts'

const code = 'EVENT_LOG_MIGRATION_ORDER'

/** No date makes a migration sort after one that is there, and Prisma goes by the names. */
export class MigrationOrderError extends EventLogsPrismaError {
  /** The migration that sorts last. */
  readonly migration: string

  constructor({ migration }: { readonly migration: string }) {
    super({
      code,
      message:
        `The migration ${migration} sorts after any date, and the event log's have to come after ` +
        'it: nothing was written. Give it a name that begins with its date (`migrate resolve` tells ' +
        "databases that have it), or copy the event log's by hand.",
    })
    this.migration = migration
  }

  /** Whether `error` is a `MigrationOrderError`. */
  static override isInstance(error: unknown): error is MigrationOrderError {
    return hasCode(error, code)
  }
}
