import { spawn } from 'node:child_process'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { patience } from './patience.ts'
import type { ScriptMessage } from './script-messages.ts'

export interface SpawnScriptOptions {
  readonly args?: readonly string[]
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
}

export interface ScriptExit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface WaitForOptions {
  /** In milliseconds. Default `patience`. */
  readonly timeout?: number
}

/** A child process that runs a TypeScript file of ours on our sources. */
export interface ScriptProcess extends AsyncDisposable {
  readonly pid: number
  /** Every line of JSON that it wrote to its standard output so far. */
  readonly messages: readonly ScriptMessage[]
  /** What else it wrote, to either output. */
  readonly output: string
  readonly exit: Promise<ScriptExit>
  /**
   * The first message, early ones included, that equals the given string, or whose `type` does, or
   * that the function accepts. Rejects when the script ends, or the time does, before it came.
   */
  waitFor(
    wanted: string | ((message: ScriptMessage) => boolean),
    options?: WaitForOptions,
  ): Promise<ScriptMessage>
  /** Writes a line of JSON to its standard input; see `commands()`. */
  send(message: ScriptMessage): void
  /** SIGKILL: it gets no chance to tidy up. */
  kill(): Promise<ScriptExit>
  /** SIGTERM: it is asked to end. */
  terminate(): Promise<ScriptExit>
}

const source = '@integration-events/source'

/**
 * Runs a `.ts` file in a Node process of its own, which is killed with the test's end at the latest
 * (`await using`, or `kill()`), or with this process's.
 */
export function spawnScript(file: string | URL, options: SpawnScriptOptions = {}): ScriptProcess {
  const path = file instanceof URL || file.startsWith('file:') ? fileURLToPath(file) : file
  const { VITEST: _, NODE_OPTIONS: __, ...environment } = process.env
  const child = spawn(process.execPath, [`--conditions=${source}`, path, ...(options.args ?? [])], {
    env: { ...environment, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  })
  const killAtExit = (): void => void child.kill('SIGKILL')
  process.once('exit', killAtExit)

  const messages: ScriptMessage[] = []
  const listeners = new Set<() => void>()
  let output = ''
  let ended: ScriptExit | undefined
  const notify = (): void => {
    for (const listener of listeners) listener()
  }

  createInterface({ input: child.stdout }).on('line', (line) => {
    const message = parse(line)
    if (message === undefined) output += `${line}\n`
    else messages.push(message)
    notify()
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk
  })
  child.stdin.on('error', () => {})

  const exit = new Promise<ScriptExit>((resolve) => {
    child.once('error', (error) => {
      output += String(error)
    })
    child.once('close', (code, signal) => {
      process.off('exit', killAtExit)
      ended = { code, signal }
      resolve(ended)
      notify()
    })
  })
  const end = (signal: NodeJS.Signals): Promise<ScriptExit> => {
    child.kill(signal)
    return exit
  }

  return {
    pid: child.pid ?? -1,
    messages,
    get output() {
      return output
    },
    exit,
    waitFor(wanted, { timeout = patience } = {}) {
      const accepts = typeof wanted === 'string' ? isNamed(wanted) : wanted
      return new Promise((resolve, reject) => {
        const done = (): void => {
          clearTimeout(timer)
          listeners.delete(listener)
        }
        const fail = (reason: string): void => {
          done()
          reject(
            new Error(`${path} ${reason} before the message ${String(wanted)} came.\n${output}`),
          )
        }
        const listener = (): void => {
          const found = messages.find((message) => accepts(message))
          if (found !== undefined) {
            done()
            resolve(found)
          } else if (ended !== undefined) {
            fail(`ended with ${ended.signal ?? ended.code}`)
          }
        }
        const timer = setTimeout(() => fail(`went on for ${timeout} ms`), timeout)
        listeners.add(listener)
        listener()
      })
    },
    send(message) {
      child.stdin.write(`${JSON.stringify(message)}\n`)
    },
    kill: () => end('SIGKILL'),
    terminate: () => end('SIGTERM'),
    async [Symbol.asyncDispose]() {
      await end('SIGKILL')
    },
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function isNamed(name: string): (message: unknown) => boolean {
  return (message) =>
    message === name ||
    (typeof message === 'object' && message !== null && 'type' in message && message.type === name)
}
