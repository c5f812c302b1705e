import { deepEqual, ok } from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Publisher, PublishOutcome } from '../../contracts/publisher.ts'
import type { OutgoingEvent } from '../../contracts/outgoing-event.ts'
import type { PublisherCase } from './publisher-case.ts'
import { eventsOf, openPublisher } from './send.ts'

/** Milliseconds until a call that should have ended is given up: only a broken one waits so long. */
const patience = 2_000

export const abortCases: readonly PublisherCase[] = [
  {
    name: 'a call ends when its signal is aborted, and accepts nothing that was not answered',
    async check(harness, topic) {
      const { publisher } = harness
      await openPublisher(publisher)
      const { reached } = harness.hang()
      const abort = new AbortController()
      const events = eventsOf(topic, Math.min(3, publisher.maxBatchSize ?? 3))
      const outcomes = outcomesOf(publisher, events, abort.signal)
      // A publisher that sends nothing ends by itself.
      await Promise.race([reached, outcomes])
      abort.abort(new Error('the time is over'))
      await endsWithoutAccepting(outcomes)
    },
  },
  {
    name: 'a call whose signal is aborted already sends nothing, and accepts nothing',
    async check(harness, topic) {
      const { publisher } = harness
      await openPublisher(publisher)
      const events = eventsOf(topic, Math.min(3, publisher.maxBatchSize ?? 3))
      const aborted = AbortSignal.abort(new Error('the time is over'))
      await endsWithoutAccepting(outcomesOf(publisher, events, aborted))
      deepEqual(await harness.arrived(), [])
    },
  },
  {
    name: 'a call that was aborted does not disturb the others',
    async check(harness, topic) {
      const { publisher } = harness
      await openPublisher(publisher)
      const aborted = AbortSignal.abort(new Error('the time is over'))
      const [first, second] = eventsOf(topic, 2)
      const { signal } = new AbortController()
      const [, outcomes] = await Promise.all([
        outcomesOf(publisher, [first!], aborted),
        publisher.publish([second!], { signal }),
      ])
      deepEqual(outcomes, [{ status: 'accepted' }])
      deepEqual(
        (await harness.arrived()).map(({ id }) => id),
        [second!.id],
      )
    },
  },
]

/** An error that the call throws counts as `unknown` for its events, as the contract says. */
async function outcomesOf(
  publisher: Publisher,
  events: readonly OutgoingEvent[],
  signal: AbortSignal,
): Promise<readonly PublishOutcome[]> {
  try {
    return await publisher.publish(events, { signal })
  } catch (error) {
    return events.map(() => ({ status: 'unknown', error }))
  }
}

async function endsWithoutAccepting(call: Promise<readonly PublishOutcome[]>): Promise<void> {
  const stop = new AbortController()
  const late = sleep(patience, undefined, { signal: stop.signal }).catch(() => undefined)
  const outcomes = await Promise.race([call, late])
  stop.abort()
  ok(outcomes !== undefined, 'the call ends when its signal is aborted')
  ok(!outcomes.some(({ status }) => status === 'accepted'), 'nothing is accepted')
}
