import { equal, ok } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { OutgoingEvent } from '../../contracts/outgoing-event.ts'
import type { Publisher, PublishOutcome } from '../../contracts/publisher.ts'

/** An event of the topic with what is given, and something for the rest. */
export function eventOf(topic: string, given: Partial<OutgoingEvent> = {}): OutgoingEvent {
  return {
    id: randomUUID(),
    topic,
    type: topic,
    source: 'contract',
    time: 1_795_392_000_123,
    key: null,
    headers: {},
    data: '{"total":1}',
    ...given,
  }
}

export function eventsOf(topic: string, count: number): readonly OutgoingEvent[] {
  return Array.from({ length: count }, () => eventOf(topic))
}

/** Gets the publisher ready, as `bus.start()` does. */
export async function openPublisher(publisher: Publisher): Promise<void> {
  await publisher.open?.({ signal: new AbortController().signal })
}

/** Sends events in batches of the publisher's size, and demands one outcome for each. */
export async function send(
  publisher: Publisher,
  events: readonly OutgoingEvent[],
  signal: AbortSignal = new AbortController().signal,
): Promise<readonly PublishOutcome[]> {
  const outcomes: PublishOutcome[] = []
  for (const batch of batchesOf(publisher, events)) {
    const answer = await publisher.publish(batch, { signal })
    equal(answer.length, batch.length, 'one outcome per event')
    for (const outcome of answer) {
      if (outcome.status !== 'accepted') ok(outcome.error !== undefined, 'a failure has its error')
    }
    outcomes.push(...answer)
  }
  return outcomes
}

function batchesOf(
  { maxBatchSize = 100, maxBatchBytes = 1_048_576 }: Publisher,
  events: readonly OutgoingEvent[],
): readonly (readonly OutgoingEvent[])[] {
  const batches: OutgoingEvent[][] = []
  let bytes = Infinity
  for (const event of events) {
    const size = Buffer.byteLength(event.data)
    const last = batches.at(-1)
    bytes += size
    if (last === undefined || last.length >= maxBatchSize || bytes > maxBatchBytes) {
      batches.push([event])
      bytes = size
    } else {
      last.push(event)
    }
  }
  return batches
}
