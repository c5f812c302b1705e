import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { readBody } from './read-body.ts'
import type { StoredMessage } from './stored-message.ts'

/** An app behind a sidecar that subscribes to topics, and writes down what is delivered to it. */
export interface DeliveryRecorder extends AsyncDisposable {
  readonly port: number
  readonly delivered: readonly StoredMessage[]
}

export interface Subscription {
  readonly pubsubName: string
  readonly topics: readonly string[]
}

const route = '/deliveries'

/** Headers of a delivery that are not the message's metadata. */
const transportHeaders =
  /^(accept-encoding|baggage|content-(length|type)|dapr-.*|host|pubsubname|trace(parent|state)|user-agent)$/

export async function startDeliveryRecorder({
  pubsubName,
  topics,
}: Subscription): Promise<DeliveryRecorder> {
  const delivered: StoredMessage[] = []
  const subscriptions = topics.map((topic) => ({ pubsubname: pubsubName, topic, route }))

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.url === '/dapr/subscribe') {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(subscriptions))
    } else if (request.url === route) {
      const body = await readBody(request).catch(() => undefined)
      // A sidecar that was killed in the middle has delivered nothing.
      if (body === undefined) return
      const event = body.toString('utf8')
      delivered.push({
        pubsubName,
        topic: topicOf(event),
        event,
        metadata: metadataIn(request.headers),
      })
      response.end()
    } else {
      response.writeHead(404).end()
    }
  }

  const server = createServer((request, response) => void serve(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    delivered,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** A raw payload is delivered without its topic. */
function topicOf(event: string): string {
  const { topic = '' } = JSON.parse(event) as { topic?: string }
  return topic
}

function metadataIn(headers: IncomingHttpHeaders): Record<string, string> {
  const metadata = Object.entries(headers).filter(([name]) => !transportHeaders.test(name))
  return Object.fromEntries(metadata.map(([name, value]) => [name, utf8(String(value))]))
}

/** daprd sends the bytes of UTF-8 in a header; Node makes a character of each. */
function utf8(header: string): string {
  return Buffer.from(header, 'latin1').toString('utf8')
}
