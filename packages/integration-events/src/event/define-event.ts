import { EventDefinitionError } from '../errors/event-definition-error.ts'
import { type EventDefinition, type EventKey, makeEventDefinition } from './event-definition.ts'
import type { SchemaInput, SchemaOutput, StandardSchema } from './standard-schema.ts'

/** Options of an event without a schema. */
export interface DefineEventOptions<Data> {
  /** Reads out of the data what orders events among each other. Default: no order. */
  readonly key?: (data: Data) => EventKey
  /** The CloudEvent's type. Default: the topic. */
  readonly type?: string
}

/** Options of an event with a schema. */
export interface DefineEventWithSchemaOptions<
  Schema extends StandardSchema,
> extends DefineEventOptions<SchemaInput<Schema>> {
  /**
   * Any Standard Schema (zod, valibot, arktype …), sync or async. Its input is what is published and
   * stored; its output is what handlers are given, so that transforms work.
   *
   * It sees the data as it travels, as JSON, on both sides: a `Date` is a string there.
   */
  readonly schema: Schema
}

/**
 * Defines an event once, for both sides: import it where it is published, and where it is handled.
 *
 * ```ts
 * export const OrderPlaced = defineEvent('orders.placed', {
 *   schema: z.object({ orderId: z.string(), total: z.number() }),
 *   key: (order) => order.orderId,
 * })
 *
 * // Without a schema, the type is a promise that nobody checks at run time:
 * export const OrderShipped = defineEvent<{ orderId: string }>('orders.shipped')
 * ```
 *
 * @throws InvalidTopicError when the topic is empty, or has white space around it.
 * @throws EventDefinitionError when the schema is no Standard Schema, or another option is wrong.
 */
export function defineEvent<Schema extends StandardSchema>(
  topic: string,
  options: DefineEventWithSchemaOptions<Schema>,
): EventDefinition<SchemaInput<Schema>, SchemaOutput<Schema>>
export function defineEvent<Data = unknown>(
  topic: string,
  options?: DefineEventOptions<Data> & { readonly schema?: undefined },
): EventDefinition<Data, Data>
export function defineEvent(
  topic: string,
  options: {
    readonly schema?: StandardSchema | undefined
    readonly key?: (data: never) => EventKey
    readonly type?: string
  } = {},
): EventDefinition {
  const { schema, key, type, ...unknown } = options
  const [misspelt] = Object.keys(unknown)
  if (misspelt !== undefined) {
    throw new EventDefinitionError({
      problem: `event '${topic}' has no option '${misspelt}': only schema, key and type.`,
    })
  }
  return makeEventDefinition({ topic, type, schema, key })
}
