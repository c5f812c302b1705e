import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Publisher } from 'integration-events'
import { startDaprDouble, type DaprDouble, type StartDaprDoubleOptions } from 'testing-dapr-double'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  DaprComponentMissingError,
  daprPublisher,
  type DaprPublisherOptions,
  DaprSidecarUnavailableError,
  DaprTokenError,
} from '../../src/index.ts'
import { daprClient } from './fixtures/clients.ts'

async function start(options?: StartDaprDoubleOptions): Promise<DaprDouble> {
  const double = await startDaprDouble(options)
  onTestFinished(() => double.stop())
  return double
}

async function open(publisher: Publisher, { signal } = new AbortController()): Promise<void> {
  onTestFinished(() => publisher.close?.())
  await publisher.open?.({ signal })
}

const both = [
  ['over HTTP', ({ url }: DaprDouble) => ({ endpoint: url })],
  ['over a DaprClient', ({ port }: DaprDouble) => ({ client: daprClient({ port }) })],
] as const

describe.each(both)('a start, %s', (_way, reach) => {
  const publisherFor = (double: DaprDouble, options: Partial<DaprPublisherOptions> = {}) =>
    daprPublisher({ pubsubName: 'pubsub', ...reach(double), ...options })

  it('succeeds where the component is', async () => {
    await expect(open(publisherFor(await start()))).resolves.toBeUndefined()
  })

  it('waits for a sidecar that comes up later', async () => {
    const double = await start()
    await double.stop()
    const opened = open(publisherFor(double))
    await Promise.race([opened, new Promise((resolve) => setTimeout(resolve, 300))])
    await double.start()
    await expect(opened).resolves.toBeUndefined()
  })

  it('names the component that is not there, and those that are', async () => {
    const publisher = publisherFor(
      await start({ pubsubs: [{ name: 'orders' }, { name: 'bills' }] }),
    )
    const failure = await open(publisher).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(DaprComponentMissingError)
    expect(failure).toMatchObject({ pubsubName: 'pubsub', available: ['orders', 'bills'] })
  })

  it('says that no sidecar is there, when it was waited for long enough', async () => {
    const double = await start()
    await double.stop()
    const failure = await open(publisherFor(double, { sidecarTimeout: 200 })).catch(
      (error: unknown) => error,
    )
    expect(failure).toBeInstanceOf(DaprSidecarUnavailableError)
    expect(failure).toMatchObject({ message: expect.stringContaining('200 ms') })
    expect(failure).toMatchObject({ endpoint: expect.stringContaining(`127.0.0.1:${double.port}`) })
  })

  it('ends when the bus is stopped meanwhile', async () => {
    const double = await start()
    await double.stop()
    const abort = new AbortController()
    const opened = open(publisherFor(double), abort)
    const reason = new Error('stopped')
    abort.abort(reason)
    await expect(opened).rejects.toBe(reason)
  })
})

describe('a start over HTTP', () => {
  it.each([
    ['never answers', () => {}],
    ['answers in HTML', (response: ServerResponse) => response.end('<html>')],
    ['breaks the connection', (response: ServerResponse) => response.destroy()],
  ])('does not succeed where what should tell of the components %s', async (_what, answer) => {
    const server = createServer(({ url }, response) => {
      if (url === '/v1.0/metadata') answer(response)
      else response.writeHead(204).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    const { port } = server.address() as AddressInfo
    const endpoint = `http://127.0.0.1:${port}`
    const publisher = daprPublisher({ pubsubName: 'pubsub', endpoint, sidecarTimeout: 300 })
    await expect(open(publisher)).rejects.toThrow(DaprSidecarUnavailableError)
  })

  it('waits for what can publish, and not for the port of the application', async () => {
    const double = await start()
    await open(daprPublisher({ pubsubName: 'pubsub', endpoint: double.url }))
    expect(double.requests.map(({ path }) => path)).toEqual([
      '/v1.0/healthz/outbound',
      '/v1.0/metadata',
    ])
  })

  it('does not succeed before the sidecar can publish', async () => {
    const { url: endpoint } = await start({ outboundHealthy: false })
    const publisher = daprPublisher({ pubsubName: 'pubsub', endpoint, sidecarTimeout: 200 })
    await expect(open(publisher)).rejects.toThrow(DaprSidecarUnavailableError)
  })

  it.each([
    [undefined, /none was sent/],
    ['another', /refused the API token\. Set/],
  ])('says that the token is wrong: %s', async (apiToken, message) => {
    const { url: endpoint } = await start({ apiToken: 'secret' })
    const publisher = daprPublisher({
      pubsubName: 'pubsub',
      endpoint,
      ...(apiToken === undefined ? {} : { apiToken }),
    })
    const opened = open(publisher)
    await expect(opened).rejects.toThrow(DaprTokenError)
    await expect(opened).rejects.toThrow(message)
  })
})
