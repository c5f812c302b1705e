export interface CommandFailure {
  readonly command: string
  /** The exit code, or the signal that ended it. */
  readonly ending: string
  /** All that it wrote. */
  readonly output: string
}

const lastLines = 40

/** A command of the rehearsal failed. The message has the end of what it wrote. */
export class CommandFailedError extends Error {
  readonly code = 'REHEARSAL_COMMAND_FAILED'

  constructor({ command, ending, output }: CommandFailure) {
    const end = output.trim().split('\n').slice(-lastLines).join('\n')
    super(`\`${command}\` ended with ${ending}:\n${end}`)
    this.name = 'CommandFailedError'
  }
}
