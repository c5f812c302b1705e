import type { OutgoingEvent } from '../contracts/outgoing-event.ts'
import { EventValidationError } from '../errors/event-validation-error.ts'
import { MalformedEventError } from '../errors/malformed-event-error.ts'
import type { EventDefinition } from '../event/event-definition.ts'
import { validateEventData } from '../event/validate-event-data.ts'
import { assertWellFormed, isWellFormed } from './assert-well-formed.ts'
import type { Handling, HandlingVerdict } from './handling/handling.ts'
import type { HandlerContext } from './received-event.ts'

/**
 * What became of an event at one handler. `done`: it has handled it, now or before (`duplicate`).
 * `transient`: trying again can help. `permanent`: it is given up, since it is no event, its data does
 * not fit the schema, the handler has failed too often, or the event is older than the inbox remembers.
 */
export type HandlerVerdict = HandlingVerdict & { readonly consumer: string }

/** A handler with its event and its name. */
export class RegisteredHandler {
  /** Names who handles the event, unique in its topic. */
  readonly consumer: string
  /** The pub/sub component that its events come through; undefined: whichever. */
  readonly pubsubName: string | undefined
  readonly #definition: EventDefinition
  readonly #handling: Handling

  constructor(options: {
    readonly definition: EventDefinition
    readonly consumer: string
    readonly pubsubName: string | undefined
    readonly handling: Handling
  }) {
    this.consumer = options.consumer
    this.pubsubName = options.pubsubName
    this.#definition = options.definition
    this.#handling = options.handling
  }

  /** Runs the handler once. Never rejects: an error is a verdict. */
  async handle(event: OutgoingEvent, context: HandlerContext): Promise<HandlerVerdict> {
    return { consumer: this.consumer, ...(await this.#verdict(event, context)) }
  }

  /**
   * Says that the event is given up for good, to be called once the verdict was `permanent` and no
   * other handler of the event is to be tried again: a replay then begins anew. Never rejects.
   */
  async giveUp(event: OutgoingEvent): Promise<void> {
    // Of what is no event nothing was counted.
    if (isWellFormed(event)) await this.#handling.giveUp(event)
  }

  async #verdict(event: OutgoingEvent, context: HandlerContext): Promise<HandlingVerdict> {
    let data: unknown
    try {
      assertWellFormed(event)
      // Outside of any transaction: a schema may take its time.
      data = await validateEventData(this.#definition, event.data)
    } catch (error) {
      const isOfEvent =
        EventValidationError.isInstance(error) || MalformedEventError.isInstance(error)
      return { status: isOfEvent ? 'permanent' : 'transient', error }
    }
    const { id, topic, type, source, time, key, headers } = event
    return await this.#handling.handle({
      event,
      received: {
        id,
        topic,
        type,
        source,
        time: new Date(time),
        key,
        headers: { ...headers },
        data,
      },
      context,
    })
  }
}
