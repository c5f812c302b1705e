import { describe, expect, it } from 'vitest'
import { type DaprDouble, startDaprDouble } from '../src/dapr-double.ts'
import { call, cloudEvent, errorIn, json } from './call.ts'

const path = '/v1.0/publish/pubsub/orders'
const publish = (double: DaprDouble, id = '1'): ReturnType<typeof call> =>
  call(double, { path, headers: cloudEvent, body: `{"id":"${id}"}` })

const bulk = (ids: readonly string[]): string =>
  JSON.stringify(
    ids.map((id) => ({
      entryId: `entry ${id}`,
      event: { id },
      contentType: cloudEvent['content-type'],
      metadata: { key: 'entry' },
    })),
  )

const storedIds = ({ stored }: DaprDouble): unknown[] =>
  stored.map(({ event }) => (JSON.parse(event) as { id: unknown }).id)

describe('what a test sees of the double', () => {
  it('is every request, whatever became of it', async () => {
    await using double = await startDaprDouble()
    await call(double, { path: `${path}?metadata.key=a`, headers: cloudEvent, body: '{"id":"1"}' })
    await call(double, { method: 'PUT', path: '/nowhere', body: 'text' })
    expect(double.requests).toMatchObject([
      { method: 'POST', path: `${path}?metadata.key=a`, headers: cloudEvent, body: '{"id":"1"}' },
      { method: 'PUT', path: '/nowhere', body: 'text' },
    ])
    expect(double.stored).toMatchObject([
      { pubsubName: 'pubsub', topic: 'orders', metadata: { key: 'a' } },
    ])
  })
})

describe('a broker that refuses', () => {
  it('stores the others, until it refuses no more', async () => {
    await using double = await startDaprDouble()
    double.refuse(['2'])
    expect(await publish(double, '2')).toMatchObject({ status: 500 })
    const request = { path: '/v1.0/publish/bulk/pubsub/orders', headers: json }
    const answer = await call(double, { ...request, body: bulk(['1', '2', '3']) })
    expect(JSON.parse(answer.body)).toEqual({
      failedEntries: [{ entryId: 'entry 2', error: 'the broker refused the event 2' }],
      errorCode: 'ERR_PUBSUB_PUBLISH_MESSAGE',
    })
    double.refuse([])
    expect(await publish(double, '2')).toMatchObject({ status: 204 })
    expect(storedIds(double)).toEqual(['3', '1', '2'])
  })
})

describe('a native bulk', () => {
  it('keeps the order, and lays the metadata of the request over those of its entries', async () => {
    await using double = await startDaprDouble({ pubsubs: [{ name: 'kafka', nativeBulk: true }] })
    await call(double, {
      path: '/v1.0/publish/bulk/kafka/orders?metadata.key=request',
      headers: json,
      body: bulk(['1', '2', '3']),
    })
    expect(storedIds(double)).toEqual(['1', '2', '3'])
    expect(double.stored[0]?.metadata).toEqual({ key: 'request' })
    const { body } = await call(double, { method: 'GET', path: '/v1.0/metadata' })
    expect(JSON.parse(body)).toMatchObject({
      components: [{ name: 'kafka', capabilities: ['BULK_PUBSUB'] }],
    })
  })
})

describe('a sidecar before 1.17', () => {
  it('takes bulks at the alpha route only', async () => {
    await using double = await startDaprDouble({ stableBulk: false })
    const request = { headers: json, body: bulk(['1']) }
    const stable = await call(double, { ...request, path: '/v1.0/publish/bulk/pubsub/orders' })
    expect(errorIn(stable)).toEqual([404, 'ERR_PUBSUB_NOT_FOUND', 'DAPR_PUBSUB_NOT_FOUND'])
    expect(
      await call(double, { ...request, path: '/v1.0-alpha1/publish/bulk/pubsub/orders' }),
    ).toMatchObject({ status: 204 })
  })
})

describe('a sidecar that is not ready', () => {
  it('says so, without a token', async () => {
    await using double = await startDaprDouble({ outboundHealthy: false, apiToken: 'secret' })
    const answer = await call(double, { method: 'GET', path: '/v1.0/healthz/outbound' })
    expect(answer.status).toBe(500)
    expect(JSON.parse(answer.body)).toMatchObject({ errorCode: 'ERR_OUTBOUND_HEALTH_NOT_READY' })
  })
})

describe('a fault', () => {
  it('hangs, and tells when somebody waits', async () => {
    await using double = await startDaprDouble()
    const { reached } = double.fault({ kind: 'hang' })
    const pending = publish(double)
    await reached
    expect(double.requests).toHaveLength(1)
    expect(double.stored).toEqual([])
    await double.stop()
    await expect(pending).rejects.toThrow('socket hang up')
  })

  it.each([true, false])('cuts the connection, with the event stored: %s', async (stores) => {
    await using double = await startDaprDouble()
    double.fault({ kind: 'cut', stores })
    await expect(publish(double)).rejects.toThrow('socket hang up')
    expect(storedIds(double)).toEqual(stores ? ['1'] : [])
  })

  it('answers what it is told to', async () => {
    await using double = await startDaprDouble()
    double.fault({ kind: 'answer', status: 403, body: '{}', headers: { 'x-why': 'scoped' } })
    expect(await publish(double)).toMatchObject({
      status: 403,
      body: '{}',
      headers: { 'x-why': 'scoped' },
    })
    expect(double.stored).toEqual([])
  })

  it('delays', async () => {
    await using double = await startDaprDouble()
    const { reached } = double.fault({ kind: 'delay', milliseconds: 100 })
    const pending = publish(double)
    await reached
    expect(double.stored).toEqual([])
    expect(await pending).toMatchObject({ status: 204 })
    expect(storedIds(double)).toEqual(['1'])
  })

  it('meets what publishes only, and ends', async () => {
    await using double = await startDaprDouble()
    double.fault({ kind: 'answer', status: 500, body: '' })
    const health = { method: 'GET', path: '/v1.0/healthz/outbound' }
    expect(await call(double, health)).toMatchObject({ status: 204 })
    double.fault(undefined)
    expect(await publish(double)).toMatchObject({ status: 204 })
  })
})

describe('a sidecar that goes down', () => {
  it('refuses connections, and is up again at the same place with what it had', async () => {
    await using double = await startDaprDouble()
    const { port, url } = double
    expect(url).toBe(`http://127.0.0.1:${port}`)
    await publish(double, '1')
    await double.stop()
    await expect(publish(double)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await double.start()
    expect(double.url).toBe(url)
    await publish(double, '2')
    expect(storedIds(double)).toEqual(['1', '2'])
  })
})
