import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { EventReceiver, Publisher } from 'integration-events'
import { daprPublisher, daprSubscription } from 'integration-events-dapr'

export interface Transport {
  readonly publisher: Publisher
  close(): Promise<void>
}

/** Says at which port it waits for deliveries, and is told where its sidecar is. */
export async function openTransport(subscriber: EventReceiver): Promise<Transport> {
  const pubsubName = 'pubsub'
  const server = createServer(daprSubscription(subscriber, { pubsubName }).node)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  console.log(JSON.stringify({ port: (server.address() as AddressInfo).port }))
  const [endpoint] = (await once(process.stdin.setEncoding('utf8'), 'data')) as [string]
  process.stdin.destroy()
  return {
    publisher: daprPublisher({ pubsubName, endpoint: endpoint.trim() }),
    close: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
