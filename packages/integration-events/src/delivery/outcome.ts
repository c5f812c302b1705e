import type { PublishOutcome } from '../contracts/publisher.ts'

const longestErrorText = 2_000

const statuses: ReadonlySet<unknown> = new Set([
  'accepted',
  'transient',
  'permanent',
  'configuration',
  'unknown',
] satisfies PublishOutcome['status'][])

/** Whether a publisher answered with an outcome at all: it may be someone's plain JavaScript. */
export function isOutcome(value: unknown): value is PublishOutcome {
  return (
    typeof value === 'object' && value !== null && 'status' in value && statuses.has(value.status)
  )
}

/**
 * What one call says about its topic.
 *
 * - `misconfigured`: an event was refused because of the topic, so that the topic has to pause,
 *   whatever became of the others.
 * - `accepted`: the broker works, even if it could not take each event.
 * - `failed`: nothing arrived.
 * - `refused`: every event was refused for good, which tells nothing about the broker.
 */
export type CallVerdict = 'misconfigured' | 'accepted' | 'failed' | 'refused'

export function verdictOf(outcomes: readonly PublishOutcome[]): CallVerdict {
  const has = (status: PublishOutcome['status']): boolean =>
    outcomes.some((outcome) => outcome.status === status)
  if (has('configuration')) return 'misconfigured'
  if (has('accepted') || outcomes.some(concernsOnlyItsEvent)) return 'accepted'
  return has('transient') || has('unknown') ? 'failed' : 'refused'
}

function concernsOnlyItsEvent(outcome: PublishOutcome): boolean {
  return outcome.status === 'transient' && outcome.concerns === 'event'
}

/** The first error among the outcomes, for the log. */
export function firstError(outcomes: readonly PublishOutcome[]): unknown {
  return outcomes.find((outcome) => outcome.status !== 'accepted')?.error
}

/** An error as it is stored with the event: one text, with its causes, that any database takes. */
export function errorText(error: unknown): string {
  const texts: string[] = []
  for (let current = error; current !== undefined && texts.length < 5;) {
    texts.push(textOf(current))
    current = current instanceof Error ? current.cause : undefined
  }
  const text = texts.join(' ← ').slice(0, longestErrorText)
  // PostgreSQL's text holds neither NUL nor half a surrogate pair: one such error would make the
  // statement fail that settles it and all the others.
  return text.replaceAll('\0', '\u{fffd}').replaceAll(/\p{Surrogate}/gu, '\u{fffd}')
}

function textOf(error: unknown): string {
  try {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  } catch {
    return 'an error that has no text'
  }
}
