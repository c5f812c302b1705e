import { type ChildProcess, fork } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import type { RunTests, TestsRan } from './lane-messages.ts'

/** Thrown when a run did not end in time: the lane was killed. */
export class HungError extends Error {
  override readonly name = 'HungError'
}

/** The runner's end of a lane. It starts its process when it is first needed, and after a kill. */
export class LaneProcess {
  readonly #folder: string
  readonly #environment: NodeJS.ProcessEnv
  #child: Promise<ChildProcess> | undefined

  constructor(folder: string, environment: NodeJS.ProcessEnv) {
    this.#folder = folder
    this.#environment = environment
  }

  /** Runs the tests; throws a `HungError` after `timeout` milliseconds. */
  async run(message: RunTests, timeout: number): Promise<TestsRan> {
    this.#child ??= this.#start()
    const child = await this.#child
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void): void => {
        clearTimeout(timer)
        child.off('message', onMessage)
        child.off('exit', onExit)
        settle()
      }
      const onMessage = (answer: unknown): void => finish(() => resolve(answer as TestsRan))
      const onExit = (): void => {
        this.#child = undefined
        finish(() => reject(new Error('the process that runs the tests ended')))
      }
      const timer = setTimeout(() => {
        finish(() => reject(new HungError(`the test did not end within ${timeout / 1_000} s`)))
        kill(child)
        this.#child = undefined
      }, timeout)
      child.on('message', onMessage)
      child.on('exit', onExit)
      child.send(message)
    })
  }

  async stop(): Promise<void> {
    const child = await this.#child?.catch(() => undefined)
    if (child !== undefined) kill(child)
  }

  async #start(): Promise<ChildProcess> {
    // A process group of its own, so that its workers can be killed with it.
    const child = fork(fileURLToPath(new URL('lane.ts', import.meta.url)), [this.#folder], {
      cwd: this.#folder,
      detached: true,
      env: this.#environment,
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    let output = ''
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      output = (output + chunk).slice(-4_000)
    })
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve())
      child.once('error', reject)
      child.once('exit', () => reject(new Error(`vitest did not start: ${output.trim()}`)))
    })
    return child
  }
}

function kill(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL')
  } catch {
    // It ended by itself in between.
  }
}
