import type { OutgoingEvent, Publisher, PublishOutcome } from 'integration-events'
import type { BrokerAnswer, BrokerRequest } from './recording-broker.ts'

export interface BrokerPublisherOptions {
  readonly url: string
  /** What the broker's record calls this process. */
  readonly sender: string
  readonly maxBatchSize?: number
  /** Runs first in each call, before the broker hears of it. */
  readonly onPublish?: (events: readonly OutgoingEvent[]) => void
  /** Runs when the broker has answered, before the library learns of it. */
  readonly onAnswer?: (events: readonly OutgoingEvent[]) => void | Promise<void>
  /** Runs when the broker says 'die'. Default: that is one more failure. */
  readonly onDie?: () => void
}

/**
 * The transport to a `recordingBroker`: one POST per call, one true outcome per event. Of each event whose
 * answer did not come in time the next call tells the broker: on a busy machine any call can be such a one,
 * and who reads the record must know what may have been sent again.
 */
export function brokerPublisher(options: BrokerPublisherOptions): Publisher {
  const { url, sender, maxBatchSize, onPublish, onAnswer, onDie } = options
  const unheard = new Set<string>()
  return {
    name: 'recording-broker',
    ...(maxBatchSize === undefined ? {} : { maxBatchSize }),
    async publish(events, { signal }) {
      onPublish?.(events)
      try {
        const told = [...unheard]
        const body = JSON.stringify({ sender, events, unheard: told } satisfies BrokerRequest)
        const response = await fetch(url, { method: 'POST', body, signal })
        const answers = (await response.json()) as readonly BrokerAnswer[]
        for (const id of told) unheard.delete(id)
        if (answers.includes('die')) onDie?.()
        await onAnswer?.(events)
        // The library may have given this call up in the meantime.
        signal.throwIfAborted()
        return answers.map(outcomeOf)
      } catch (error) {
        for (const { id } of events) unheard.add(id)
        // A refused connection is known not to have delivered; of a broken one nobody knows.
        const status = causeOf(error) === 'ECONNREFUSED' ? 'transient' : 'unknown'
        return events.map(() => ({ status, error }))
      }
    },
  }
}

function outcomeOf(answer: BrokerAnswer): PublishOutcome {
  switch (answer) {
    case 'accepted':
      return { status: 'accepted' }
    case 'transient':
    case 'permanent':
    case 'configuration':
      return { status: answer, error: new Error(`the broker says: ${answer}`) }
    case 'die':
    case 'cut':
    case 'accepted, then cut':
      return { status: 'unknown', error: new Error(`the broker says: ${answer}`) }
  }
}

function causeOf(error: unknown): unknown {
  if (!(error instanceof Error)) return undefined
  return error.cause instanceof Error && 'code' in error.cause ? error.cause.code : undefined
}
