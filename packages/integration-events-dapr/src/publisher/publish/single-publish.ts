import type { OutgoingEvent, PublishOutcome } from 'integration-events'
import { type Sidecar, wasNeverSent } from '../sidecar/sidecar.ts'
import { cloudEventBody } from './cloud-event-body.ts'
import { outcomeOfAnswer } from './outcome-of-answer.ts'

export interface SinglePublishOptions {
  readonly pubsubName: string
  readonly metadata: (event: OutgoingEvent) => Readonly<Record<string, string>>
}

/** Publishes one event by a call of its own, which keeps each number of its data. */
export async function publishSingle(
  sidecar: Sidecar,
  { metadata, pubsubName }: SinglePublishOptions,
  event: OutgoingEvent,
  signal: AbortSignal,
): Promise<PublishOutcome> {
  if (signal.aborted) return { status: 'transient', error: signal.reason }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(metadata(event)))
    query.append(`metadata.${name}`, value)
  const path = publishPath('v1.0/publish', pubsubName, event.topic)
  try {
    const answer = await sidecar.request({
      method: 'POST',
      path: query.size === 0 ? path : `${path}?${query.toString()}`,
      contentType: 'application/cloudevents+json',
      body: cloudEventBody(event),
      signal,
    })
    return outcomeOfAnswer(answer)
  } catch (error) {
    return { status: wasNeverSent(error) ? 'transient' : 'unknown', error }
  }
}

/** The path of a topic. Dapr takes a `+` in it for a space, and cleans `..` and `//` away. */
export function publishPath(route: string, pubsubName: string, topic: string): string {
  return `/${route}/${encodeURIComponent(pubsubName)}/${encodeURIComponent(topic)}`
}
