import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { call, type CallAnswer, cloudEvent, errorIn, eventBy, json, storedBy } from './call.ts'
import {
  appId,
  sidecarKinds,
  skipIfMissing,
  startUnlessMissing,
  type TestedSidecar,
} from '../src/sidecar-kinds.ts'

const path = '/v1.0/publish/pubsub/orders'
const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
const now = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/
const maximalBytes = 4 * 2 ** 20

describe.each(sidecarKinds)('publishing one event by way of $name', (kind) => {
  let sidecar: TestedSidecar
  beforeAll(async () => {
    sidecar = (await startUnlessMissing(kind)) ?? sidecar
  })
  afterAll(() => sidecar?.[Symbol.asyncDispose]?.())
  beforeEach((context) => skipIfMissing(context, kind))

  const publish = (body: string | Buffer, contentType?: string, query = ''): Promise<CallAnswer> =>
    call(sidecar, {
      path: path + query,
      headers: contentType === undefined ? {} : { 'content-type': contentType },
      body,
    })

  it('adds to a CloudEvent what it lacks, and no id', async () => {
    const event = await eventBy(sidecar, { path, headers: cloudEvent, body: '{}' })
    expect(event).toEqual({
      pubsubname: 'pubsub',
      source: 'Dapr',
      specversion: '1.0',
      time: expect.stringMatching(now),
      topic: 'orders',
      traceid: '',
      traceparent: '',
      tracestate: '',
      type: 'com.dapr.event.sent',
    })
  })

  it('keeps what a CloudEvent has, but for its destination and for nulls', async () => {
    const own = { id: '1', time: 'noon', type: 't', specversion: '2', subject: 's', extension: [1] }
    const body = JSON.stringify({ ...own, source: null, topic: 'mine', pubsubname: 'mine' })
    const headers = { 'content-type': 'Application/CloudEvents+JSON; charset=utf-8' }
    const event = await eventBy(sidecar, { path, headers, body })
    expect(event).toMatchObject({ ...own, source: 'Dapr', topic: 'orders', pubsubname: 'pubsub' })
  })

  it('overwrites a traceparent without a traceid', async () => {
    const headers = { ...cloudEvent, traceparent, tracestate: 'a=b' }
    expect(
      await eventBy(sidecar, { path, headers, body: '{"traceparent":"mine","tracestate":"mine"}' }),
    ).toMatchObject({ traceid: traceparent, traceparent, tracestate: 'mine' })
    expect(
      await eventBy(sidecar, { path, headers, body: '{"traceparent":"mine","traceid":null}' }),
    ).toMatchObject({ traceid: null, traceparent: 'mine', tracestate: 'a=b' })
  })

  it('writes the JSON anew, with its numbers as they were', async () => {
    const data =
      '{"n":9007199254740993,"b":1e-400,"a":"<&>\u2028 \\ud800 \\u0007\\b","a\\u003c":1.10}'
    const [message] = await storedBy(sidecar, {
      path,
      headers: cloudEvent,
      body: `{"id":"1","time":"t","traceid":"","data":${data}} and more`,
    })
    const written =
      '{"a":"\\u003c\\u0026\\u003e\\u2028 \ufffd \\u0007\\b","a\\u003c":1.10,"b":1e-400,"n":9007199254740993}'
    expect(message?.event).toBe(
      `{"data":${written},"id":"1","pubsubname":"pubsub","source":"Dapr","specversion":"1.0",` +
        '"time":"t","topic":"orders","traceid":"","tracestate":"","type":"com.dapr.event.sent"}',
    )
  })

  it.each([
    ['application/json; charset=utf-8', '{"b":1.10}', '"data":{"b":1.10},'],
    ['application/json', '12x', '"data":12,'],
    ['application/json', 'no <json>', '"data":"no \\u003cjson\\u003e",'],
    ['application/vnd.own+json', '{}', '"data":"{}",'],
    ['application/octet-stream', Buffer.from([1, 2, 255]), '"data_base64":"AQL/",'],
    ['application/cloudevents+protobuf', Buffer.from([1]), '"data_base64":"AQ==",'],
    ['text/plain', '{}', '"data":"{}",'],
  ])('wraps %s in a CloudEvent of its own', async (contentType, body, data) => {
    const headers = { 'content-type': contentType }
    const [message] = await storedBy(sidecar, { method: 'PUT', path, headers, body })
    expect(message?.event.startsWith(`{${data}`)).toBe(true)
    expect(JSON.parse(message?.event ?? '')).toMatchObject({
      id: expect.stringMatching(uuid),
      datacontenttype: contentType,
      source: appId,
      type: 'com.dapr.event.sent',
      time: expect.stringMatching(now),
      topic: 'orders',
      traceid: '',
    })
  })

  it('takes what has no content type for text', async () => {
    expect(await eventBy(sidecar, { path, body: '{}' })).toMatchObject({
      datacontenttype: 'text/plain',
      data: '{}',
    })
  })

  it('lets metadata override what wraps an event, and not what is in a CloudEvent', async () => {
    const query =
      '?metadata.cloudevent.id=1&metadata.CloudEvent.Source=s&metadata.cloudevent.type=t' +
      '&metadata.cloudevent.subject=u&metadata.cloudevent.traceparent=p&metadata.cloudevent.traceid=i' +
      '&metadata.cloudevent.tracestate=v&metadata.cloudevent.time=w'
    expect(await eventBy(sidecar, { path: path + query, headers: json, body: '1' })).toMatchObject({
      id: '1',
      source: 's',
      type: 't',
      subject: 'u',
      traceid: 'p',
      traceparent: 'p',
      tracestate: 'v',
      time: expect.stringMatching(now),
    })
    const event = await eventBy(sidecar, { path: path + query, headers: cloudEvent, body: '{}' })
    expect(event['id']).toBeUndefined()
  })

  it('stores a raw payload as it is', async () => {
    const [message] = await storedBy(sidecar, {
      path: `${path}?metadata.rawPayload=T`,
      headers: cloudEvent,
      body: '{ "raw": 1.0 }',
    })
    expect(message?.event).toBe('{ "raw": 1.0 }')
    expect(errorIn(await publish('{}', undefined, '?metadata.rawPayload=yes'))).toEqual([
      400,
      'ERR_PUBSUB_REQUEST_METADATA',
      'DAPR_PUBSUB_METADATA_DESERIALIZATION',
    ])
  })

  it.each([
    ['ttlInSeconds=100', 100],
    ['TTL=1h1m1.5s', 3_661],
  ])('lets an event expire with %s', async (metadata, seconds) => {
    const began = Date.now()
    const request = { path: `${path}?metadata.${metadata}`, headers: cloudEvent, body: '{}' }
    const { expiration } = await eventBy(sidecar, request)
    const lifetime = Date.parse(String(expiration)) - began
    expect(Math.abs(lifetime - seconds * 1_000)).toBeLessThan(5_000)
  })

  it.each(['-1', 'soon', ''])('lets no event expire with ttlInSeconds=%s', async (lifetime) => {
    const query = `?metadata.ttlInSeconds=${lifetime}`
    const event = await eventBy(sidecar, { path: path + query, headers: cloudEvent, body: '{}' })
    expect(event['expiration']).toBeUndefined()
  })

  it.each([
    ['a/b+c%2Bd', 'a/b c+d'],
    ['a%2Fb%25', 'a/b%'],
    ['a//b/./../c/', 'a/c'],
    ['%2E%2E/x', '../x'],
    ['h%C3%A9', 'h\u00e9'],
  ])('publishes to the topic of the path %s', async (topic, expected) => {
    const request = { path: `/v1.0/publish/pubsub/${topic}`, headers: cloudEvent, body: '{}' }
    const [message] = await storedBy(sidecar, request)
    expect(message).toMatchObject({ pubsubName: 'pubsub', topic: expected })
  })

  it('hands the metadata in the query to the component', async () => {
    const query =
      '?metadata.key=1+2%2B&metadata.key=3&other=4&metadata.bad=%zz&metadata.semi=a;b&metadata.u=%C3%A9&metadata.none'
    const [message] = await storedBy(sidecar, {
      path: path + query,
      headers: cloudEvent,
      body: '{}',
    })
    expect(message?.metadata).toEqual({ key: '1 2+', u: '\u00e9', none: '' })
  })

  it.each(['[]', '"text"', '', '{"id":'])('refuses the CloudEvent %j', async (body) => {
    expect(errorIn(await publish(body, 'application/cloudevents+json'))).toEqual([
      500,
      'ERR_PUBSUB_CLOUD_EVENTS_SER',
      'DAPR_PUBSUB_CLOUD_EVENT_CREATION',
    ])
  })

  it('breaks the connection at the CloudEvent null', async () => {
    await expect(publish('null', 'application/cloudevents+json')).rejects.toThrow('socket hang up')
  })

  it('knows no other component', async () => {
    const { body, status } = await call(sidecar, { path: '/v1.0/publish/other/t?metadata.a=b' })
    expect(status).toBe(404)
    expect(JSON.parse(body)).toEqual({
      errorCode: 'ERR_PUBSUB_NOT_FOUND',
      message: 'pubsub other is not found',
      details: [
        {
          '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
          domain: 'dapr.io',
          metadata: { a: 'b' },
          reason: 'DAPR_PUBSUB_NOT_FOUND',
        },
      ],
    })
  })

  it.each([
    ['POST', '/v1.0/publish/pubsub/'],
    ['POST', '/v1.0/publish//t'],
    ['GET', '/v1.0/publish/pubsub/t'],
  ])('knows no route for %s %s', async (method, unknown) => {
    const { body, status } = await call(sidecar, { method, path: unknown })
    expect([status, body]).toEqual([404, expect.stringContaining('ERR_DIRECT_INVOKE')])
  })

  it('refuses a path with a broken escape', async () => {
    expect(await call(sidecar, { path: '/v1.0/publish/pubsub/%zz' })).toMatchObject({ status: 400 })
  })

  it('takes a body of 4 MiB, cuts off one byte more, and refuses two', async () => {
    const lengthOf = async (bytes: number): Promise<number> => {
      const { data } = await eventBy(sidecar, { path, body: 'x'.repeat(bytes) })
      return String(data).length
    }
    expect(await lengthOf(maximalBytes)).toBe(maximalBytes)
    expect(await lengthOf(maximalBytes + 1)).toBe(maximalBytes)
    const chunked = { path, headers: { 'transfer-encoding': 'chunked' } }
    for (const answer of [
      await publish('x'.repeat(maximalBytes + 2)),
      await call(sidecar, { ...chunked, body: 'x'.repeat(maximalBytes + 1) }),
    ]) {
      expect(answer).toMatchObject({ status: 500, headers: { connection: 'close' } })
      expect(JSON.parse(answer.body)).toMatchObject({
        errorCode: 'ERR_PUBSUB_PUBLISH_MESSAGE',
        message: 'error when publishing to topic orders in pubsub pubsub: stream too large',
      })
    }
  })

  it('refuses more than 8 KiB of headers', async () => {
    const query = (bytes: number): string => `?metadata.a=${'a'.repeat(bytes)}`
    expect(await publish('{}', undefined, query(7_900))).toMatchObject({ status: 204 })
    expect(await publish('{}', undefined, query(8_300))).toMatchObject({ status: 431 })
  })
})
