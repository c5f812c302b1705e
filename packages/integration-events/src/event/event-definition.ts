import { EventDefinitionError } from '../errors/event-definition-error.ts'
import { InvalidTopicError } from '../errors/invalid-topic-error.ts'
import type { StandardSchema } from './standard-schema.ts'

const marker = Symbol.for('integration-events.event-definition')

/**
 * What events belong together by; null or undefined for none. It is stored and sent along. The order
 * of events with one key is not kept yet, and they wait for a claim instead of going out from memory.
 */
export type EventKey = string | null | undefined

/**
 * An event that both sides share: `publish` takes its input, handlers are given its output. Made by
 * `defineEvent`.
 */
export interface EventDefinition<Input = unknown, Output = unknown> {
  /** The broker's topic. */
  readonly topic: string
  /** The CloudEvent's type. */
  readonly type: string
  /** What checks the data, on both sides. Undefined: nothing does. */
  readonly schema: StandardSchema<unknown, Output> | undefined
  /** Reads the key out of the data. Declared without its parameter, so that definitions of any data fit. */
  readonly key: ((data: never) => EventKey) | undefined
  /** For the compiler only. */
  readonly types?: {
    /** What `publish` takes. */
    readonly input: Input
    /** What handlers are given. */
    readonly output: Output
  }
}

/** What a definition is made from, unchecked. */
export interface EventDefinitionParts {
  readonly topic: unknown
  readonly type: unknown
  readonly schema: unknown
  readonly key: unknown
  /** The class that it is made from, if it is one. */
  readonly eventClass?: string
}

/** @throws InvalidTopicError, EventDefinitionError */
export function makeEventDefinition({
  topic,
  type,
  schema,
  key,
  eventClass,
}: EventDefinitionParts): EventDefinition {
  if (!isName(topic)) {
    throw new InvalidTopicError({
      received: topic,
      ...(eventClass === undefined ? {} : { eventClass }),
    })
  }
  const owner = eventClass === undefined ? `event '${topic}'` : `event class ${eventClass}`
  if (type !== undefined && !isName(type)) {
    throw new EventDefinitionError({
      problem: `the type of ${owner} is no string, empty, or has white space around it.`,
    })
  }
  if (schema !== undefined && !isStandardSchema(schema)) {
    throw new EventDefinitionError({
      problem: `the schema of ${owner} is no Standard Schema (version 1): zod, valibot and arktype make such.`,
    })
  }
  if (key !== undefined && typeof key !== 'function') {
    throw new EventDefinitionError({
      problem: `the key of ${owner} is no function: give one that reads the key out of the data.`,
    })
  }
  const definition: EventDefinition = {
    topic,
    type: type ?? topic,
    schema,
    key: key as EventDefinition['key'],
  }
  return Object.freeze(Object.defineProperty(definition, marker, { value: true }))
}

/** Whether `value` was made by `defineEvent`, of whichever copy of this package. */
export function isEventDefinition(value: unknown): value is EventDefinition {
  return typeof value === 'object' && value !== null && marker in value
}

/** NUL and lone surrogates don't survive every database; other control characters no log line. */
function isName(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value !== '' &&
    value.trim() === value &&
    !/[\p{Cc}\p{Cs}]/u.test(value)
  )
}

function isStandardSchema(value: unknown): value is StandardSchema {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false
  const standard = (value as Partial<StandardSchema>)['~standard']
  return standard?.version === 1 && typeof standard.validate === 'function'
}
