import { cloudEventJson, type Publisher, type PublishOutcome } from 'integration-events'

/** Options of `webhookPublisher`. */
export interface WebhookPublisherOptions {
  /** Where events are posted to, below it one path per topic: `https://hooks.example/events`. */
  readonly url: string
}

/** A transport that posts each event, as a CloudEvent, to a receiver of its own. */
export function webhookPublisher({ url }: WebhookPublisherOptions): Publisher {
  return {
    name: 'webhook',
    // So many requests at once: the receiver has no batches.
    maxBatchSize: 20,
    async publish(events, { signal }) {
      return await Promise.all(
        events.map(async (event) => {
          const address = `${url}/${encodeURIComponent(event.topic)}`
          return await post(address, cloudEventJson(event), signal)
        }),
      )
    },
  }
}

async function post(address: string, body: string, signal: AbortSignal): Promise<PublishOutcome> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents+json' },
      body,
      signal,
    })
    // A body that nobody reads keeps its connection.
    await response.body?.cancel()
    return outcomeOf(response)
  } catch (error) {
    // Refused before anything was sent; of every other failure nobody knows whether it came after.
    const { code } = ((error as Error).cause ?? {}) as { readonly code?: string }
    const refused = code === 'ECONNREFUSED' || code === 'ENOTFOUND'
    return { status: refused ? 'transient' : 'unknown', error }
  }
}

function outcomeOf({ ok, status, headers }: Response): PublishOutcome {
  if (ok) return { status: 'accepted' }
  const error = new Error(`The receiver answered ${status}.`)
  if ([401, 403, 404].includes(status)) return { status: 'configuration', error }
  if (![408, 429].includes(status) && status < 500) return { status: 'permanent', error }
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  const wish = seconds > 0 ? { retryAfter: seconds * 1_000 } : {}
  return { status: 'transient', error, ...wish }
}
