import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import {
  type ArrivedEvent,
  publisherContract,
  type PublisherHarness,
} from 'integration-events/testing'
import { describe, expect, it, onTestFinished, test } from 'vitest'
import { webhookPublisher } from '../../src/adapters/webhook-publisher.ts'

async function receiver(
  answer: (id: string, response: ServerResponse) => void,
): Promise<{ url: string; arrived: ArrivedEvent[]; close: () => void }> {
  const arrived: ArrivedEvent[] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const event = arrivedEvent(request.url ?? '', body)
      answer(event.id, response)
      if (response.statusCode === 204) arrived.push(event)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const close = (): void => {
    server.close()
    server.closeAllConnections()
  }
  return { url: `http://127.0.0.1:${port}/events`, arrived, close }
}

/** The data is cut out as text, as parsing it would round its numbers. */
function arrivedEvent(path: string, body: string): ArrivedEvent {
  const attributes = JSON.parse(body) as Record<string, string>
  const own = ['id', 'type', 'source', 'time', 'specversion', 'datacontenttype', 'data']
  return {
    id: attributes['id']!,
    topic: decodeURIComponent(path.replace('/events/', '')),
    type: attributes['type']!,
    source: attributes['source']!,
    time: Date.parse(attributes['time']!),
    headers: Object.fromEntries(Object.entries(attributes).filter(([name]) => !own.includes(name))),
    data: body.slice(body.indexOf('"data":') + '"data":'.length, -1),
  }
}

async function createHarness(): Promise<PublisherHarness> {
  const refused = new Set<string>()
  let hanging: (() => void) | undefined
  const { url, arrived, close } = await receiver((id, response) => {
    if (hanging !== undefined) return hanging()
    response.writeHead(refused.has(id) ? 503 : 204).end()
  })
  return {
    publisher: webhookPublisher({ url }),
    arrived: async () => arrived,
    async refuse(ids) {
      refused.clear()
      for (const id of ids) refused.add(id)
    },
    hang: () => ({ reached: new Promise((resolve) => (hanging = resolve)) }),
    cleanup: async () => close(),
  }
}

describe('the publisher contract over webhooks', () => {
  // oxlint-disable-next-line vitest/expect-expect, vitest/valid-title -- each case asserts by itself
  for (const { name, run } of publisherContract({ createHarness })) test(name, run)
})

const event = {
  id: '01a21559-a4d5-714d-b217-1255b84f71f8',
  topic: 'orders.placed',
  type: 'orders.placed',
  source: 'shop',
  time: 0,
  key: null,
  headers: {},
  data: '{}',
}

const { signal } = new AbortController()

describe('an answer of the receiver', () => {
  it.each([
    [404, {}, 'configuration', undefined],
    [413, {}, 'permanent', undefined],
    [500, {}, 'transient', undefined],
    [429, { 'retry-after': '7' }, 'transient', 7_000],
  ])('of %i %o is %s', async (status, headers, expected, retryAfter) => {
    const { url, close } = await receiver((_id, response) =>
      response.writeHead(status, headers).end(),
    )
    onTestFinished(close)
    const [outcome] = await webhookPublisher({ url }).publish([event], { signal })
    expect({ retryAfter: undefined, ...outcome }).toMatchObject({ status: expected, retryAfter })
  })

  it('that breaks off is unknown, and one that never came is not', async () => {
    const { url, close } = await receiver((_id, response) => response.destroy())
    const publisher = webhookPublisher({ url })
    expect(await publisher.publish([event], { signal })).toMatchObject([{ status: 'unknown' }])
    close()
    expect(await publisher.publish([event], { signal })).toMatchObject([{ status: 'transient' }])
  })
})
