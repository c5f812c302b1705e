import { aborted } from './aborted.ts'
import type { DeliveryClock } from './delivery-clock.ts'
import type { DeliveryRun } from './delivery-run.ts'
import { endsWithin } from './time-limit.ts'

export interface DrainOptions {
  /** Milliseconds. What is in flight then is finished, the rest waits. Default 30,000. */
  readonly timeout?: number
  /** Ends the drain early, as if its time were over. */
  readonly signal?: AbortSignal
}

/** What a drain has done. */
export interface DrainResult {
  /** Events that were published meanwhile. */
  readonly published: number
  /**
   * Whether something that was due may be left: the time was over, or events could not be sent and
   * wait for their retry.
   */
  readonly remaining: boolean
}

/** Even without time left, calls that are in flight get this long to end. */
const shortestStop = 1_000

export const defaultDrainTimeout = 30_000

/** Waits until a run has delivered what is due. */
export async function drainRun(
  run: DeliveryRun,
  clock: DeliveryClock,
  { timeout = defaultDrainTimeout, signal }: DrainOptions,
): Promise<DrainResult> {
  const { poller, watch, circuits } = run.stages
  const { published, handedBack } = run.stages
  let complete = false
  const delivery = async (): Promise<void> => {
    await poller.pass()
    await watch.until(() => run.stages.hasDelivered)
    complete = true
  }
  await withinDrain(run, clock, { timeout, signal }, delivery)
  return {
    published: run.stages.published - published,
    remaining: !complete || run.stages.handedBack > handedBack || circuits.openTopics.length > 0,
  }
}

/** Starts a run, drains it, deletes some of what is expired, and stops it. */
export async function drainOnce(
  run: DeliveryRun,
  clock: DeliveryClock,
  options: DrainOptions,
): Promise<DrainResult> {
  const deadline = clock.now() + (options.timeout ?? defaultDrainTimeout)
  const timeLeft = (): number => Math.max(deadline - clock.now(), shortestStop)
  await run.start({ housekeeping: false })
  let remaining = true
  try {
    remaining = (await drainRun(run, clock, options)).remaining
    // Where nothing runs all the time nobody else would do it.
    const { signal } = options
    await withinDrain(run, clock, { timeout: timeLeft(), signal }, () => run.stages.cleaner.once())
  } finally {
    await run.stop(timeLeft())
  }
  return { published: run.stages.published, remaining }
}

/** Does what a drain does until it is done, the time is over, or the run or the drain is to end. */
async function withinDrain(
  run: DeliveryRun,
  clock: DeliveryClock,
  { timeout, signal }: { readonly timeout: number; readonly signal: AbortSignal | undefined },
  work: () => Promise<void>,
): Promise<void> {
  const ends = AbortSignal.any([run.stopping, ...(signal === undefined ? [] : [signal])])
  if (ends.aborted) return
  const end = new AbortController()
  await endsWithin(clock, timeout, Promise.race([work(), aborted(ends, end.signal)]))
  end.abort()
}
