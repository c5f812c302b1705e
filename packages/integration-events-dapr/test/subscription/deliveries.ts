import type { Logger } from 'integration-events'

/** A CloudEvent's text as Dapr delivers it, the data's text as it is given. */
export function cloudEventText(data: string, attributes: Record<string, unknown> = {}): string {
  const text = JSON.stringify({
    specversion: '1.0',
    id: 'event-1',
    source: 'shop',
    type: 'orders.placed',
    time: '2026-03-04T05:06:07.089Z',
    datacontenttype: 'application/json',
    topic: 'orders.placed',
    pubsubname: 'pubsub',
    ...attributes,
  })
  return `${text.slice(0, -1)},"data":${data}}`
}

/** Dapr's envelope around several events. */
export function bulkText(events: readonly string[]): string {
  const entries = events.map(
    (event, index) =>
      `{"entryId":"entry-${index}","event":${event},"metadata":{},"contentType":"application/cloudevents+json"}`,
  )
  return `{"id":"1","type":"com.dapr.event.sent.bulk","topic":"orders.placed","pubsubname":"pubsub","metadata":{},"entries":[${entries.join(',')}]}`
}

export interface Answer {
  readonly status: number
  readonly body: unknown
}

/** Delivers as Dapr does. */
export async function deliver(
  url: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/cloudevents+json', pubsubname: 'pubsub', ...headers },
  })
  return { status: response.status, body: await response.json() }
}

/** A logger that keeps its lines. */
export function keptLogger(): Logger & { readonly lines: string[] } {
  const lines: string[] = []
  const keep =
    (level: string) =>
    (message: string): void => {
      lines.push(`${level}: ${message}`)
    }
  return {
    lines,
    debug: keep('debug'),
    info: keep('info'),
    warn: keep('warn'),
    error: keep('error'),
  }
}
