import { AsyncLocalStorage } from 'node:async_hooks'
import type { UnitOfWork } from 'uow'
import type { OutgoingEvent } from '../contracts/outgoing-event.ts'
import { isHeaderValue } from './event-headers.ts'
import type { TraceContext } from './trace-context.ts'

/** The same in each copy of this package: one may handle what another publishes. */
const key: unique symbol = Symbol.for('integration-events.cause')

interface Cause {
  readonly event: OutgoingEvent
  /** What an inbox's handler runs in. */
  readonly unitOfWork: UnitOfWork | undefined
}

const holder = globalThis as { [key]?: AsyncLocalStorage<Cause> }
const causes = (holder[key] ??= new AsyncLocalStorage())

/** Runs work that handles `event`, in a unit of this `unitOfWork` if it has an inbox: what it publishes says so. */
export function causedBy<Result>(
  event: OutgoingEvent,
  work: () => Result,
  unitOfWork?: UnitOfWork,
): Result {
  // A handler that is called inside of another one's unit is in it, too.
  const around = unitOfWork ?? causes.getStore()?.unitOfWork
  return causes.run({ event, unitOfWork: around }, work)
}

/** The event inside of whose handler the caller runs. */
export function currentCause(): OutgoingEvent | undefined {
  return causes.getStore()?.event
}

/**
 * Whether the caller runs inside of a unit of work in which an event is recorded as handled, or has
 * outlived it; hooks after its end don't.
 */
export function isRecordingCause(): boolean {
  return causes.getStore()?.unitOfWork?.ambient() !== undefined
}

/**
 * What an event says of its cause: `causationid`, the cause's id, and `correlationid`, which all
 * events of one flow share: the cause's own, or its id where the flow begins with it. Both are
 * CloudEvents' Correlation extension.
 */
export function causeHeaders(cause: OutgoingEvent | undefined): Readonly<Record<string, string>> {
  if (cause === undefined || !isText(cause.id)) return {}
  const flow = cause.headers['correlationid']
  return { causationid: cause.id, correlationid: isText(flow) ? flow : cause.id }
}

/**
 * The trace of an event that has a cause: the cause's, or a span of the same trace, if that is what
 * the application is in at this moment. Another trace (of a background job that delivers, say) would
 * tear the chain.
 */
export function traceOf(cause: OutgoingEvent | undefined, current: TraceContext): TraceContext {
  const { traceparent, tracestate } = cause?.headers ?? {}
  if (!isText(traceparent) || sameTrace(traceparent, current.traceparent)) return current
  return isText(tracestate) ? { traceparent, tracestate } : { traceparent }
}

/** W3C Trace Context: `version-traceid-parentid-flags`. */
function sameTrace(one: string, other: string | undefined): boolean {
  return other !== undefined && one.split('-')[1] === other.split('-')[1]
}

function isText(value: unknown): value is string {
  return isHeaderValue(value) && value !== ''
}
