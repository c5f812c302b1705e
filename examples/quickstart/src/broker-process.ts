import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { BrokerFaults } from './broker.ts'

/** Starts, breaks, kills and restarts the broker. */
export interface BrokerProcess {
  readonly url: string
  /** Makes the broker misbehave; resolves when it does. */
  misbehave(faults: BrokerFaults): Promise<void>
  /** Kills the process: every call fails from now on. */
  kill(): Promise<void>
  /** Starts it again on the same port, with the same record. */
  restart(): Promise<void>
}

/** Runs a broker on a free port of 127.0.0.1, which writes what it accepts to `recordFile`. */
export async function startBroker(recordFile: string): Promise<BrokerProcess> {
  const script = join(import.meta.dirname, 'broker.js')
  let port = 0
  let child: ChildProcess

  async function start(): Promise<void> {
    child = fork(script, [recordFile, String(port)])
    const [message] = (await once(child, 'message')) as [{ port: number }]
    port = message.port
  }

  await start()
  return {
    url: `http://127.0.0.1:${port}`,
    misbehave: async (faults) => {
      const ready = once(child, 'message')
      child.send(faults)
      await ready
    },
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
    restart: start,
  }
}
