import { type ScriptProcess, spawnScript } from 'testing-databases'
import type { ReplicaOptions, Topic } from './replica.ts'

/** Where a replica stands still inside of a unit of work, to be killed there. */
export type Step =
  /** The event is published, and nothing of it is in the database yet. */
  | 'before the append'
  /** Row and event are written, and the COMMIT was not sent. */
  | 'before the commit'
  /** The commit is acknowledged, and nobody was told. It kills itself, there is no time to stand. */
  | 'right after the commit'
  /** The broker has answered, and the library has not learned it. */
  | 'before the settlement'

/** What `replica-script.ts` understands. */
export type ReplicaCommand =
  | { readonly type: 'start' | 'stop' | 'commit' }
  /** Calls the broker with nothing, some times: what was sent before has arrived after that. */
  | { readonly type: 'rest' }
  | {
      readonly type: 'place'
      readonly orderIds: readonly string[]
      readonly topic?: Topic
      readonly step?: Step
    }
  /** Begins by hand, and leaves it open until 'commit'. */
  | { readonly type: 'begin'; readonly orderIds: readonly string[] }

/** A replica in a process of its own. */
export interface ReplicaProcess extends ScriptProcess {
  /** Sends a command and waits until it is done: for 'place', committed. */
  do(command: ReplicaCommand): Promise<void>
  /** Lets it work until it stands at the step. */
  standAt(step: Step, ...orderIds: readonly string[]): Promise<void>
}

const script = new URL('replica-script.ts', import.meta.url)

export function spawnReplica(options: ReplicaOptions): ReplicaProcess {
  const child = spawnScript(script, { args: [JSON.stringify(options)] })
  let commands = 0
  return Object.assign(child, {
    async do(command: ReplicaCommand): Promise<void> {
      commands += 1
      const number = commands
      child.send({ ...command, number })
      const { error } = await child.waitFor((message) => message.done === number)
      if (error !== undefined) throw new Error(error)
    },
    async standAt(step: Step, ...orderIds: readonly string[]): Promise<void> {
      child.send({ type: 'place', orderIds, step })
      await child.waitFor((message) => message.reached === step)
    },
  })
}
