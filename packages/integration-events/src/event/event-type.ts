import { describeValue } from '../errors/describe-value.ts'
import { EventDefinitionError } from '../errors/event-definition-error.ts'
import {
  type EventDefinition,
  type EventKey,
  isEventDefinition,
  makeEventDefinition,
} from './event-definition.ts'
import { IntegrationEvent } from './integration-event.ts'
import type { SchemaOutput, StandardSchema } from './standard-schema.ts'

/** A class of events, with what it may say about them. */
export interface EventClass<Event extends IntegrationEvent = IntegrationEvent> {
  new (...parameters: never): Event
  /** The class's own name. */
  readonly name: string
  /** The broker's topic. Default: the class's name, which a minifier would change. */
  readonly topic?: string
  /** The CloudEvent's type. Default: the topic. */
  readonly type?: string
  /** What checks the data, on both sides. Default: nothing does. */
  readonly schema?: StandardSchema
  /** Reads the key out of an event. Default: events have none. */
  readonly key?: (event: never) => EventKey
}

/** An event in either style. */
export type EventType = EventDefinition | EventClass

/** The data of an event in the style of classes: its properties that are no methods. */
export type ClassEventData<Event> = {
  readonly [
    Name in keyof Event as Event[Name] extends (...parameters: never) => unknown ? never : Name
  ]: Event[Name]
}

/** What is published: the schema's input. */
export type EventInput<Event extends EventType> =
  Event extends EventClass<infer Instance>
    ? ClassEventData<Instance>
    : Event extends EventDefinition<infer Input, unknown>
      ? Input
      : never

/** What a handler is given: the schema's output. */
export type EventOutput<Event extends EventType> =
  Event extends EventClass<infer Instance>
    ? Event extends { readonly schema: infer Schema extends StandardSchema }
      ? SchemaOutput<Schema>
      : ClassEventData<Instance>
    : Event extends EventDefinition<unknown, infer Output>
      ? Output
      : never

/** One definition per class: the identity by which duplicate topics are told apart. */
const definitions = new WeakMap<EventClass, EventDefinition>()

/**
 * The definition of an event in either style.
 *
 * @throws InvalidTopicError, EventDefinitionError
 */
export function definitionOf(event: EventType): EventDefinition {
  if (isEventDefinition(event)) return event
  if (!isEventClass(event)) {
    throw new EventDefinitionError({
      problem: `${describeValue(event)} is no event: make one with defineEvent(topic), or extend IntegrationEvent.`,
    })
  }
  const known = definitions.get(event)
  if (known !== undefined) return known
  const definition = makeEventDefinition({
    topic: event.topic === undefined ? event.name : event.topic,
    type: event.type,
    schema: event.schema,
    key: event.key,
    eventClass: event.name === '' ? '(without a name)' : event.name,
  })
  definitions.set(event, definition)
  return definition
}

function isEventClass(value: unknown): value is EventClass {
  return (
    typeof value === 'function' &&
    IntegrationEvent.isInstance((value as { prototype?: unknown }).prototype)
  )
}
