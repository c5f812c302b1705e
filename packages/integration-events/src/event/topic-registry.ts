import { DuplicateTopicError } from '../errors/duplicate-topic-error.ts'
import type { EventDefinition } from './event-definition.ts'
import { definitionOf, type EventType } from './event-type.ts'

/** The events that one bus, or one subscriber, has met: one definition per topic. */
export class TopicRegistry {
  readonly #definitions = new Map<string, EventDefinition>()

  /** @throws InvalidTopicError, EventDefinitionError, DuplicateTopicError */
  register(event: EventType): EventDefinition {
    const definition = definitionOf(event)
    const known = this.#definitions.get(definition.topic)
    if (known === undefined) this.#definitions.set(definition.topic, definition)
    else if (known !== definition) throw new DuplicateTopicError({ topic: definition.topic })
    return definition
  }
}
