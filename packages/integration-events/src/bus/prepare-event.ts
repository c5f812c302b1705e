import type { Logger } from '../contracts/logger.ts'
import type { OutgoingEvent } from '../contracts/outgoing-event.ts'
import { EventDefinitionError } from '../errors/event-definition-error.ts'
import { PublishOptionError } from '../errors/publish-option-error.ts'
import type { EventDefinition } from '../event/event-definition.ts'
import { causeHeaders, currentCause, traceOf } from '../event/event-cause.ts'
import { isHeaderValue } from '../event/event-headers.ts'
import { definitionOf, type EventClass, type EventType } from '../event/event-type.ts'
import { IntegrationEvent } from '../event/integration-event.ts'
import { makeOutgoingEvent } from '../event/make-outgoing-event.ts'
import type { TopicRegistry } from '../event/topic-registry.ts'
import type { TraceContext } from '../event/trace-context.ts'
import { validateEventData } from '../event/validate-event-data.ts'
import type { PublishOptions } from './publish-options.ts'

/** One call of `publish`, whichever way it was written. */
export interface PublishCall {
  readonly event: EventType
  readonly data: unknown
  readonly options: PublishOptions
}

/** `publish(Event, data, options)` or `publish(instance, options)`. */
export function publishCall(
  event: EventType | IntegrationEvent,
  second: unknown,
  third: PublishOptions | undefined,
): PublishCall {
  if (IntegrationEvent.isInstance(event)) {
    const options = (second ?? {}) as PublishOptions
    return { event: event.constructor as EventClass, data: event, options }
  }
  return { event, data: second, options: third ?? {} }
}

/** What makes envelopes in the name of one bus. */
export interface EventPreparation {
  readonly source: string
  readonly topics: TopicRegistry
  readonly traceContext: (() => TraceContext | undefined) | undefined
  readonly logger: Logger
  /** Is shown each event. */
  readonly notice: (event: OutgoingEvent) => void
}

/**
 * Makes the envelope before it returns, and validates it afterwards: nothing that the caller does
 * with the data later reaches what is stored.
 *
 * @throws EventDefinitionError, InvalidTopicError, DuplicateTopicError, PublishOptionError,
 *   EventDataError, EventValidationError
 */
export async function prepareEvent(
  call: PublishCall,
  preparation: EventPreparation,
): Promise<OutgoingEvent> {
  const definition = preparation.topics.register(definitionOf(call.event))
  if (typeof call.event === 'function' && !IntegrationEvent.isInstance(call.data)) {
    throw new EventDefinitionError({
      problem: `an event of the class ${call.event.name} is published as an instance: publish(new ${call.event.name}(...)).`,
    })
  }
  refuseUnknownOptions(definition, call.options)
  const { key, headers } = call.options
  const { source } = preparation
  const cause = currentCause()
  const defaults = { ...traceOf(cause, currentTrace(preparation)), ...causeHeaders(cause) }
  const event = makeOutgoingEvent({ definition, data: call.data, source, key, headers, defaults })
  preparation.notice(event)
  if (definition.schema !== undefined) await validateEventData(definition, event.data)
  return event
}

function refuseUnknownOptions({ topic }: EventDefinition, options: unknown): void {
  const allowed = 'only unitOfWork, key, headers'
  if (typeof options !== 'object' || options === null) {
    throw new PublishOptionError({ topic, option: 'options', received: options, allowed })
  }
  for (const [option, received] of Object.entries(options)) {
    if (['unitOfWork', 'key', 'headers'].includes(option)) continue
    throw new PublishOptionError({ topic, option, received, allowed })
  }
}

/** Telemetry must not cost an event: a trace that cannot be had is left out. */
function currentTrace({ traceContext, logger }: EventPreparation): TraceContext {
  if (traceContext === undefined) return {}
  try {
    const { traceparent, tracestate } = traceContext() ?? {}
    return {
      ...(isHeaderValue(traceparent) ? { traceparent } : {}),
      ...(isHeaderValue(tracestate) ? { tracestate } : {}),
    }
  } catch (error) {
    logger.warn('the option traceContext threw an error; the event goes without a trace', { error })
    return {}
  }
}
