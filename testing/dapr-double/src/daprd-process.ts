import { type ChildProcess, spawn } from 'node:child_process'
import process from 'node:process'
import { eventually } from 'testing-databases'

export interface DaprdCommand {
  readonly program: string
  readonly options: readonly string[]
  readonly folder: string
  readonly environment: NodeJS.ProcessEnv
}

export function spawnDaprd({ environment, folder, options, program }: DaprdCommand): ChildProcess {
  return spawn(program, options, {
    cwd: folder,
    env: { ...withoutDapr(process.env), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/**
 * Publishing is possible, and the app's subscriptions stand.
 *
 * @throws Error if it isn't ready in time, or ends; the message has its output.
 */
export async function daprdIsReady(child: ChildProcess, url: string): Promise<void> {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      output = (output + chunk).slice(-8_000)
    })
  }
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject)
    child.once('close', (code) => reject(new Error(`daprd ended with ${code}:\n${output}`)))
  })
  const ready = eventually(
    async () => {
      // Then the race is over.
      if (hasEnded(child)) return true
      const answers = await Promise.all(
        ['/v1.0/healthz/outbound', '/v1.0/healthz'].map((path) => fetch(`${url}${path}`)),
      )
      return answers.every(({ status }) => status === 204)
    },
    { timeout: 25_000, interval: 50 },
  ).catch((cause: unknown) => {
    throw new Error(`daprd did not get ready:\n${output}`, { cause })
  })
  for (const loser of [ready, ended]) loser.catch(() => {})
  await Promise.race([ready, ended])
}

function hasEnded({ exitCode, pid, signalCode }: ChildProcess): boolean {
  return pid === undefined || exitCode !== null || signalCode !== null
}

export async function endDaprdProcess(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  // Nothing is to be drained, so nothing is worth a graceful shutdown of seconds.
  child.kill('SIGKILL')
  await exited
}

/** Without what would point daprd to a control plane. */
function withoutDapr(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !name.startsWith('DAPR_')),
  )
}
