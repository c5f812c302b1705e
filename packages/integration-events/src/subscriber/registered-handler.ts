import type { OutgoingEvent } from '../contracts/outgoing-event.ts'
import { EventValidationError } from '../errors/event-validation-error.ts'
import type { EventDefinition } from '../event/event-definition.ts'
import { validateEventData } from '../event/validate-event-data.ts'
import type { EventHandler, HandlerContext } from './received-event.ts'

/**
 * What became of an event at one handler. `transient`: trying again can help. `permanent`: it
 * cannot, since the data does not fit the schema.
 */
export type HandlerVerdict =
  | { readonly consumer: string; readonly status: 'done' }
  | {
      readonly consumer: string
      readonly status: 'transient' | 'permanent'
      readonly error: unknown
    }

/** A handler with its event and its name. */
export class RegisteredHandler {
  /** Names who handles the event, unique in its topic. */
  readonly consumer: string
  /** The pub/sub component that its events come through; undefined: whichever. */
  readonly pubsubName: string | undefined
  readonly #definition: EventDefinition
  readonly #handler: EventHandler

  constructor(
    definition: EventDefinition,
    consumer: string,
    handler: EventHandler,
    pubsubName?: string,
  ) {
    this.consumer = consumer
    this.pubsubName = pubsubName
    this.#definition = definition
    this.#handler = handler
  }

  /** Runs the handler once. Never rejects: an error is a verdict. */
  async handle(event: OutgoingEvent, context: HandlerContext): Promise<HandlerVerdict> {
    const { consumer } = this
    let data: unknown
    try {
      data = await validateEventData(this.#definition, event.data)
    } catch (error) {
      const permanent = EventValidationError.isInstance(error)
      return { consumer, status: permanent ? 'permanent' : 'transient', error }
    }
    try {
      const { id, topic, type, source, time, key, headers } = event
      await this.#handler(
        { id, topic, type, source, time: new Date(time), key, headers: { ...headers }, data },
        context,
      )
      return { consumer, status: 'done' }
    } catch (error) {
      return { consumer, status: 'transient', error }
    }
  }
}
