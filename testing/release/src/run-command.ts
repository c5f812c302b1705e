import { spawn } from 'node:child_process'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { CommandFailedError } from './command-failed-error.ts'

export interface RunCommandOptions {
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** In milliseconds. Default 120,000. */
  readonly timeout?: number
  /** Is given its first line, and says what is written to its standard input. Default: nothing is. */
  readonly answer?: (line: string) => Promise<string>
}

/**
 * Runs a command to its end, and returns what it wrote to its standard output.
 *
 * @throws CommandFailedError if it exits with another code than 0, or not in time.
 */
export async function runCommand(
  [program, ...args]: readonly [string, ...string[]],
  { answer, cwd, env, timeout = 120_000 }: RunCommandOptions,
): Promise<string> {
  // A group of its own, so that a command that hangs ends with all that it started.
  const child = spawn(program, args, { cwd, env, detached: true, stdio: 'pipe' })
  child.stdin.on('error', () => {})
  if (answer === undefined) child.stdin.end()
  const killGroup = (): void => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, 'SIGKILL')
  }
  process.once('exit', killGroup)
  let late = ''
  const timer = setTimeout(() => {
    late = `, after ${timeout} ms`
    killGroup()
  }, timeout)
  let output = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk))
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk))
  const command = [program, ...args].join(' ')
  try {
    const ending = await new Promise<string | number | null>((resolve, reject) => {
      if (answer !== undefined)
        createInterface({ input: child.stdout }).once('line', (line) => {
          answer(line).then((text) => child.stdin.end(`${text}\n`), reject)
        })
      child.once('error', reject)
      child.once('close', (code, signal) => resolve(signal ?? code))
    })
    if (ending === 0) return output
    throw new CommandFailedError({ command, ending: `${ending}${late}`, output: output + errors })
  } finally {
    clearTimeout(timer)
    killGroup()
    process.off('exit', killGroup)
  }
}
