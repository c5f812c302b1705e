import type { Publisher, PublishOutcome } from 'integration-events'
import type { Timeline } from './timeline.ts'

/** A transport in one function: a POST per topic, and one true outcome per event. */
export function brokerPublisher(options: {
  readonly url: string
  readonly timeline: Timeline
}): Publisher {
  const { url, timeline } = options
  return {
    name: 'demo-broker',
    async publish(events, { signal }) {
      const topic = events[0]?.topic ?? ''
      const body = `[${events.map((event) => `{"id":"${event.id}","data":${event.data}}`).join()}]`
      const outcome = await send(`${url}/${encodeURIComponent(topic)}`, body, signal)
      const count = events.length === 1 ? '' : ` (${events.length} events)`
      const detail = outcome.status === 'accepted' ? 'accepted' : `failed: ${String(outcome.error)}`
      timeline.say('broker', `${topic}${count} ${detail}`)
      return events.map(() => outcome)
    },
  }
}

async function send(url: string, body: string, signal: AbortSignal): Promise<PublishOutcome> {
  try {
    const response = await fetch(url, { method: 'POST', body, signal })
    if (response.ok) return { status: 'accepted' }
    const error = `HTTP ${response.status}`
    return response.status === 422 ? { status: 'permanent', error } : { status: 'transient', error }
  } catch (error) {
    // The connection was refused or broke: nobody knows whether the broker has the events.
    return { status: 'unknown', error: cause(error) }
  }
}

function cause(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  if (error.cause instanceof Error && 'code' in error.cause) return error.cause.code
  return error.message
}
