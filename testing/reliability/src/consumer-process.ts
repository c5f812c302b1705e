import type { HandlerVerdict, OutgoingEvent } from 'integration-events'
import { type ScriptProcess, spawnScript } from 'testing-databases'
import type { ClientName } from './order-client.ts'
import type { Connection } from './order-database.ts'

/** What travels as JSON to a consumer in a process of its own. */
export interface ConsumerOptions {
  readonly connection: Connection
  readonly client: ClientName
  /** The handler's limit. Default: none. */
  readonly maxAttempts?: number
  /** How long one handling takes, at most, in milliseconds: a time at random. Default 0. */
  readonly slowness?: number
}

/** Where a consumer stands still with a delivery, to be killed there, or kills itself. */
export type ConsumerStep =
  /** The invoice is written, and the COMMIT was not sent. */
  | 'before the commit'
  /** The unit of work is committed, and the transport was not told. */
  | 'before the acknowledgement'
  /** It kills itself inside of the handler. */
  | 'dies'

/** A delivery as `consumer-script.ts` understands it. */
export interface ConsumerCommand {
  readonly event: OutgoingEvent
  readonly step?: ConsumerStep
}

/** A billing service in a process of its own, which writes an invoice per event, in an inbox's transaction. */
export interface ConsumerProcess extends ScriptProcess {
  /** Delivers an event, as a transport would. Rejects when the process ends first. */
  deliver(event: OutgoingEvent, step?: ConsumerStep): Promise<HandlerVerdict['status']>
  /** Delivers an event, and resolves when the process stands at the step. */
  standAt(step: ConsumerStep, event: OutgoingEvent): Promise<void>
}

const script = new URL('consumer-script.ts', import.meta.url)

export function spawnConsumer(options: ConsumerOptions): ConsumerProcess {
  const child = spawnScript(script, { args: [JSON.stringify(options)] })
  let deliveries = 0
  return Object.assign(child, {
    async deliver(event: OutgoingEvent, step?: ConsumerStep) {
      deliveries += 1
      const number = deliveries
      child.send({ number, event, ...(step === undefined ? {} : { step }) })
      const { status } = await child.waitFor((message) => message.done === number)
      return status as HandlerVerdict['status']
    },
    async standAt(step: ConsumerStep, event: OutgoingEvent) {
      child.send({ number: 0, event, step })
      await child.waitFor((message) => message.reached === step)
    },
  })
}
