import type { OutgoingEvent, PublishOutcome } from 'integration-events'
import { DaprAnswerError } from '../../errors/index.ts'
import { type Sidecar, type SidecarAnswer, wasNeverSent } from '../sidecar/sidecar.ts'
import { cloudEventBody } from './cloud-event-body.ts'
import { outcomeOfAnswer, problemIn } from './outcome-of-answer.ts'
import { publishPath, type SinglePublishOptions } from './single-publish.ts'

/**
 * The first is there since 1.10; the second since 1.17, before which it means a component named
 * `bulk`, to which all of the events would go as one message.
 */
const routes = ['v1.0-alpha1/publish/bulk', 'v1.0/publish/bulk'] as const

/** Publishes many events of one topic by one call. */
export class BulkPublish {
  readonly #sidecar: Sidecar
  readonly #options: SinglePublishOptions
  #route: (typeof routes)[number] = routes[0]

  constructor(sidecar: Sidecar, options: SinglePublishOptions) {
    this.#sidecar = sidecar
    this.#options = options
  }

  /**
   * @returns one outcome per event; undefined when the call as a whole was refused, so that nothing
   *   was published and only single calls can tell which of the events is to blame.
   */
  async publish(
    events: readonly OutgoingEvent[],
    signal: AbortSignal,
  ): Promise<readonly PublishOutcome[] | undefined> {
    if (signal.aborted) return all(events, { status: 'transient', error: signal.reason })
    try {
      return this.#read(events, await this.#send(events, signal))
    } catch (error) {
      return all(events, { status: wasNeverSent(error) ? 'transient' : 'unknown', error })
    }
  }

  async #send(events: readonly OutgoingEvent[], signal: AbortSignal): Promise<SidecarAnswer> {
    const { metadata, pubsubName } = this.#options
    const entries = events.map((event) => {
      // Always there: without it, Dapr would not even merge what the whole request says.
      const rest = JSON.stringify({
        entryId: event.id,
        contentType: 'application/cloudevents+json',
        metadata: metadata(event),
      })
      return `${rest.slice(0, -1)},"event":${cloudEventBody(event)}}`
    })
    const send = (route: string): Promise<SidecarAnswer> =>
      this.#sidecar.request({
        method: 'POST',
        path: publishPath(route, pubsubName, events[0]?.topic ?? ''),
        contentType: 'application/json',
        body: `[${entries.join(',')}]`,
        signal,
      })
    const answer = await send(this.#route)
    if (this.#route === routes[1] || !isNoRoute(answer)) return answer
    const other = await send(routes[1])
    // Where it is not there either, something before the sidecar has answered: the next call asks anew.
    if (other.status === 404) return answer
    this.#route = routes[1]
    return other
  }

  #read(
    events: readonly OutgoingEvent[],
    answer: SidecarAnswer,
  ): readonly PublishOutcome[] | undefined {
    const { status } = answer
    const { errorCode, failedEntries } = problemIn(answer)
    const outcome = outcomeOfAnswer(answer)
    if (outcome.status === 'accepted') return all(events, outcome)
    const failed = new Map(failedEntries?.map(({ entryId, error }) => [entryId, error]))
    if (events.some(({ id }) => failed.has(id))) {
      return events.map(({ id }): PublishOutcome => {
        if (!failed.has(id)) return { status: 'accepted' }
        // Dapr leaves a text out that is empty.
        const detail = failed.get(id) ?? answer.body
        return { status: 'transient', error: new DaprAnswerError({ status, errorCode, detail }) }
      })
    }
    if (outcome.status === 'permanent' && status < 500) return undefined
    // It says of no event what became of it: some may have been published.
    return all(events, status >= 500 ? { status: 'unknown', error: outcome.error } : outcome)
  }
}

function all(events: readonly OutgoingEvent[], outcome: PublishOutcome): readonly PublishOutcome[] {
  return events.map(() => outcome)
}

/** A route that is not there has no code of Dapr's pub/sub; a component that is not there has. */
function isNoRoute(answer: SidecarAnswer): boolean {
  return answer.status === 404 && problemIn(answer).errorCode?.startsWith('ERR_PUBSUB') !== true
}
