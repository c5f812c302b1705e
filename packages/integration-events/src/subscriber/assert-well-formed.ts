import type { OutgoingEvent } from '../contracts/outgoing-event.ts'
import { describeValue } from '../errors/describe-value.ts'
import { MalformedEventError } from '../errors/malformed-event-error.ts'

/**
 * Checks what a transport hands over before a handler or the inbox sees it. Without an id or a source
 * events can't be told apart, and one without a time is outside of every window: trying again would not
 * help, and would never end.
 *
 * @throws MalformedEventError
 */
export function assertWellFormed(event: OutgoingEvent): void {
  const problem = problemOf(event)
  if (problem !== undefined) throw new MalformedEventError({ topic: event.topic, problem })
}

/** Whether `assertWellFormed` takes it. */
export function isWellFormed(event: OutgoingEvent): boolean {
  return problemOf(event) === undefined
}

function problemOf({ headers, id, source, time }: OutgoingEvent): string | undefined {
  return (
    textProblem('id', id) ??
    textProblem('source', source) ??
    (isDate(time) ? undefined : `its time is ${describeValue(time)}, and no date`) ??
    (isObject(headers) ? undefined : `its headers are ${describeValue(headers)}`)
  )
}

function textProblem(name: string, value: unknown): string | undefined {
  if (typeof value === 'string' && value !== '') return undefined
  return `its ${name} is ${describeValue(value)}`
}

function isDate(time: unknown): boolean {
  return typeof time === 'number' && !Number.isNaN(new Date(time).getTime())
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}
