import { EventLogsPrismaError, hasCode } from './eventlogs-prisma-error.ts'

const code = 'EVENT_LOG_FRAGMENT_DIFFERS'

/** The fragment that is there is not the one that this release would write with these options. */
export class FragmentDiffersError extends EventLogsPrismaError {
  readonly file: string
  /** The lines that differ: `- ` only there, `+ ` only in what would be written. */
  readonly difference: readonly string[]

  constructor(options: { readonly file: string; readonly difference: readonly string[] }) {
    super({
      code,
      message: [
        `${options.file} differs from what would be written, so nothing was:`,
        ...options.difference.map((line) => `  ${line}`),
        'If a newer release or other options explain that, repeat with --force. If somebody changed ' +
          'the file, move what was added to a file of your own first.',
      ].join('\n'),
    })
    this.file = options.file
    this.difference = options.difference
  }

  /** Whether `error` is a `FragmentDiffersError`. */
  static override isInstance(error: unknown): error is FragmentDiffersError {
    return hasCode(error, code)
  }
}
