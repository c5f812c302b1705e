import { EventLogsPrismaError, hasCode } from './eventlogs-prisma-error.ts'

const code = 'EVENT_LOG_SCHEMA_FOLDER_MISSING'

/** The folder that is to take the fragment does not exist, or is none. */
export class SchemaFolderMissingError extends EventLogsPrismaError {
  readonly folder: string

  constructor({ folder }: { readonly folder: string }) {
    super({
      code,
      message:
        `There is no folder ${folder} to add the event log to. Name the folder of your Prisma ` +
        'schema with --to, or make one with `npx prisma init`.',
    })
    this.folder = folder
  }

  /** Whether `error` is a `SchemaFolderMissingError`. */
  static override isInstance(error: unknown): error is SchemaFolderMissingError {
    return hasCode(error, code)
  }
}
