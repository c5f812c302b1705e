import { type Gate, gate } from 'testing-databases'
import type { OutgoingEvent } from '../../src/contracts/outgoing-event.ts'
import type { Publisher, PublishOutcome } from '../../src/contracts/publisher.ts'
import type { ArrivedEvent, PublisherHarness } from '../../src/testing/index.ts'

/** A broker in memory that a publisher is in front of. */
export interface RecordingBroker {
  /** Takes an event, or rejects. Ends as soon as `signal` is aborted. */
  take(event: OutgoingEvent, signal?: AbortSignal): Promise<void>
}

/** A harness of a publisher that keeps every promise, or breaks one by `breakPublisher`. */
export function brokerHarness(
  breakPublisher: (sane: Publisher, broker: RecordingBroker) => Partial<Publisher> = () => ({}),
): PublisherHarness {
  const arrived: ArrivedEvent[] = []
  let refused: ReadonlySet<string> = new Set()
  let hanging: Gate | undefined
  const ended = gate()
  const broker: RecordingBroker = {
    async take({ key: _, ...event }, signal) {
      hanging?.open()
      if (hanging !== undefined) await ending(ended.passed, signal)
      if (refused.has(event.id)) throw new Error('refused')
      arrived.push(event)
    },
  }
  const sane: Publisher = {
    name: 'recording',
    publish: (events, { signal }) =>
      Promise.all(events.map((event) => outcomeOf(event, broker, signal))),
  }
  return {
    publisher: { ...sane, ...breakPublisher(sane, broker) },
    arrived: async () => arrived,
    refuse: async (ids) => {
      refused = new Set(ids)
    },
    hang: () => {
      hanging = gate()
      return { reached: hanging.passed }
    },
    cleanup: async () => ended.open(),
  }
}

async function outcomeOf(
  event: OutgoingEvent,
  broker: RecordingBroker,
  signal: AbortSignal,
): Promise<PublishOutcome> {
  if (signal.aborted) return { status: 'transient', error: signal.reason }
  try {
    await broker.take(event, signal)
    return { status: 'accepted' }
  } catch (error) {
    return { status: signal.aborted ? 'unknown' : 'transient', error }
  }
}

/** Ends with what hangs, or by the signal. */
async function ending(end: Promise<void>, signal?: AbortSignal): Promise<void> {
  const aborted = gate()
  signal?.addEventListener('abort', () => aborted.open(), { once: true })
  await Promise.race([end, aborted.passed])
  signal?.throwIfAborted()
}
