import { spawn } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'
import process from 'node:process'
import { HungError } from './lane-process.ts'

export interface CommandResult {
  readonly code: number | null
  readonly output: string
}

export interface CommandOptions {
  readonly folder: string
  readonly environment: NodeJS.ProcessEnv
  /** In milliseconds. */
  readonly timeout: number
}

/** Runs a command line in a scratch copy, with this Node and the workspace's own tools first on the path. */
export function runCommand(
  command: string,
  { folder, environment, timeout }: CommandOptions,
): Promise<CommandResult> {
  const path = [
    dirname(process.execPath),
    join(folder, 'node_modules', '.bin'),
    environment['PATH'] ?? '',
  ]
  const child = spawn(command, {
    cwd: folder,
    detached: process.platform !== 'win32',
    env: { ...environment, PATH: path.join(delimiter) },
    shell: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
    })
  }
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      if (child.pid !== undefined)
        process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL')
      reject(new HungError(`\`${command}\` did not end within ${timeout / 1_000} s`))
    }, timeout)
    child.once('error', reject)
    child.once('close', (code) => {
      clearTimeout(timer)
      resolve({ code, output })
    })
  })
}
