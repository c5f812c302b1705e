import type { EventLog } from '../contracts/event-log.ts'
import { DeliveryStoppedError } from '../errors/delivery-stopped-error.ts'
import { NotDeliveringError } from '../errors/not-delivering-error.ts'
import { SettledTimeoutError } from '../errors/settled-timeout-error.ts'
import { aborted } from './aborted.ts'
import { systemClock } from './delivery-clock.ts'
import type { DeliveryRun } from './delivery-run.ts'
import type { DeliveryStages } from './delivery-stages.ts'
import { endsWithin } from './time-limit.ts'

export interface SettledOptions {
  /** Milliseconds of real time. Default 30,000. */
  readonly timeout?: number
  /** A start that is under way, and waited for first. */
  readonly starting?: Promise<void> | undefined
}

export const defaultSettledTimeout = 30_000

/** What the log gets to answer once the time is over: it may be what hangs. */
const timeToDescribe = 1_000

/**
 * Waits until nothing of a run is in flight.
 *
 * @param ended is aborted when nobody waits any more.
 * @throws DeliveryStoppedError when the run stops before.
 */
export async function untilSettled(run: DeliveryRun, ended: AbortSignal): Promise<void> {
  const settled = settle(run.stages, ended).then(() => true)
  const stopped = aborted(run.stopping, ended).then(() => false)
  if (!(await Promise.race([settled, stopped]))) throw new DeliveryStoppedError()
}

async function settle(stages: DeliveryStages, ended: AbortSignal): Promise<void> {
  const { poller, exhausted, watch } = stages
  let hints: number
  do {
    hints = poller.hints
    await poller.pass()
    await watch.until(() => stages.hasSettled)
    // The hook is the user's, like a handler.
    await exhausted.idle()
    // What handlers published meanwhile may have been born pending, behind the last claim.
  } while (!ended.aborted && !(hints === poller.hints && stages.hasSettled))
}

/** @throws NotDeliveringError when events are pending, where nothing is delivered. */
export async function assertNothingPending(eventLog: EventLog): Promise<void> {
  const { pending } = await eventLog.stats()
  if (pending > 0) throw new NotDeliveringError({ pending })
}

/** Says what is still in flight. */
export async function settledTimeoutError(
  timeout: number,
  eventLog: EventLog,
  stages: DeliveryStages | undefined,
): Promise<SettledTimeoutError> {
  let pending: number | null = null
  const stats = (async () => (pending = (await eventLog.stats()).pending))()
  await endsWithin(systemClock, timeToDescribe, stats)
  const inFlight = stages === undefined ? {} : inFlightByTopic(stages)
  const outcomes = stages?.settlements.size ?? 0
  return new SettledTimeoutError({ timeout, inFlight, outcomes, pending })
}

function inFlightByTopic({ queue, probes }: DeliveryStages): Record<string, number> {
  const waiting = new Set([...queue.retries, ...probes.events])
  const topics = new Map<string, number>()
  for (const held of queue.events) {
    const { topic } = held.event
    if (!waiting.has(held)) topics.set(topic, (topics.get(topic) ?? 0) + 1)
  }
  return Object.fromEntries(topics)
}
