import { parseArgs } from 'node:util'
import type { PrismaProvider } from '../schema/prisma-provider.ts'
import { addEventLog } from './add-event-log.ts'
import type { PlannedFile } from './planned-file.ts'

const usage = `Adds the event log to your Prisma schema: models to read it by, and its migrations.

  eventlogs-prisma add --provider postgresql|sqlite [options]

  --to <folder>            the folder of your Prisma schema (default: prisma)
  --migrations <folder>    the folder of its migrations (default: migrations, in that folder)
  --schema <name>          the PostgreSQL schema for the tables (default: the connection's own)
  --table-prefix <prefix>  what each table's name begins with (default: integration_event_)
  --force                  overwrite a fragment that differs
`

/** What a command says, and the code to end with: 0, 1 when it failed, or 2 when it was misspelt. */
export interface CommandResult {
  readonly code: 0 | 1 | 2
  readonly output: string
  readonly error: string
}

/** The command line, without the writing to the console. */
export function run(args: readonly string[]): CommandResult {
  let command: ReturnType<typeof parse>
  try {
    command = parse(args)
  } catch (error) {
    return { code: 2, output: '', error: `${messageOf(error)}\n\n${usage}` }
  }
  const { positionals, values } = command
  if (values.help === true) return { code: 0, output: usage, error: '' }
  if (positionals.length !== 1 || positionals[0] !== 'add' || values.provider === undefined) {
    return { code: 2, output: '', error: usage }
  }
  try {
    const files = addEventLog({
      provider: values.provider as PrismaProvider,
      folder: values.to,
      force: values.force,
      ...(values.migrations === undefined ? {} : { migrations: values.migrations }),
      ...(values.schema === undefined ? {} : { schema: values.schema }),
      ...(values['table-prefix'] === undefined ? {} : { tablePrefix: values['table-prefix'] }),
    })
    const lines = files.map(({ path, outcome }) => `${path}: ${outcome}`)
    const output = [...lines, ...notes(files, values.schema)]
    return { code: 0, output: `${output.join('\n')}\n`, error: '' }
  } catch (error) {
    return { code: 1, output: '', error: `${messageOf(error)}\n` }
  }
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      provider: { type: 'string' },
      to: { type: 'string', default: 'prisma' },
      migrations: { type: 'string' },
      schema: { type: 'string' },
      'table-prefix': { type: 'string' },
      force: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  })
}

function notes(files: readonly PlannedFile[], schema: string | undefined): readonly string[] {
  const differs = files.some(({ outcome }) => outcome === 'kept, though it differs')
  return [
    ...(differs
      ? [
          'A migration that may have been applied is never changed: compare it with the one that ' +
            'comes with the package.',
        ]
      : []),
    ...(schema === undefined
      ? []
      : [
          `Name "${schema}" in your datasource's \`schemas\`, and give your own models their @@schema.`,
        ]),
  ]
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error && typeof error.code === 'string' ? ` [${error.code}]` : ''
  return `${error.name}${code}: ${error.message}`
}
