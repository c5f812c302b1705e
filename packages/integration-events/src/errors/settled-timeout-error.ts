import { IntegrationEventsError } from './integration-events-error.ts'

const code = 'SETTLED_TIMEOUT'

/** After the time that `settled` was given, something is still in flight. */
export class SettledTimeoutError extends IntegrationEventsError {
  /** How many events of each topic this process has in memory to be sent, or is sending. */
  readonly inFlight: Readonly<Record<string, number>>
  /** How many outcomes are not stored yet. */
  readonly outcomes: number
  /** How many events are pending in the event log; null if it did not say so in time. */
  readonly pending: number | null

  constructor(options: {
    /** Milliseconds. */
    readonly timeout: number
    readonly inFlight: Readonly<Record<string, number>>
    readonly outcomes: number
    readonly pending: number | null
    readonly cause?: unknown
  }) {
    const { timeout, inFlight, outcomes, pending } = options
    const topics = Object.entries(inFlight).map(([topic, events]) => `${events} of '${topic}'`)
    const inMemory = topics.length === 0 ? 'no event in memory' : topics.join(', ')
    super({
      ...options,
      code,
      message:
        `after ${timeout} ms something is still in flight: ${inMemory}; outcomes not stored yet: ` +
        `${outcomes}; pending in the event log: ${pending ?? 'no answer'}. Look for a handler or a ` +
        'publisher that does not end, or for a unit of work around this call; settled({ timeout }) ' +
        'waits longer.',
    })
    this.inFlight = inFlight
    this.outcomes = outcomes
    this.pending = pending
  }

  static override isInstance(error: unknown): error is SettledTimeoutError {
    return IntegrationEventsError.isInstance(error) && error.code === code
  }
}
