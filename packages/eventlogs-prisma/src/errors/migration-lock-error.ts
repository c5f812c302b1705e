import { EventLogsPrismaError, hasCode } from './eventlogs-prisma-error.ts'

const code = 'EVENT_LOG_MIGRATION_LOCK'

/** The folder of migrations is one of another database's. */
export class MigrationLockError extends EventLogsPrismaError {
  readonly file: string
  readonly expected: string
  /** Null when the file names no provider. */
  readonly found: string | null

  constructor(options: {
    readonly file: string
    readonly expected: string
    readonly found: string | null
  }) {
    const found = options.found === null ? 'no provider' : `the provider ${options.found}`
    super({
      code,
      message:
        `${options.file} names ${found}, and not ${options.expected}: nothing was written. Name ` +
        'the provider that your schema has with --provider, or another folder with --to.',
    })
    this.file = options.file
    this.expected = options.expected
    this.found = options.found
  }

  /** Whether `error` is a `MigrationLockError`. */
  static override isInstance(error: unknown): error is MigrationLockError {
    return hasCode(error, code)
  }
}
