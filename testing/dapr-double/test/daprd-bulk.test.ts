import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { call, type CallAnswer, errorIn, json, storedBy } from './call.ts'
import {
  appId,
  sidecarKinds,
  skipIfMissing,
  startUnlessMissing,
  type TestedSidecar,
} from '../src/sidecar-kinds.ts'

const path = '/v1.0/publish/bulk/pubsub/orders'
const cloudEventType = 'application/cloudevents+json'
const maximalBytes = 4 * 2 ** 20

describe.each(sidecarKinds)('publishing a bulk by way of $name', (kind) => {
  let sidecar: TestedSidecar
  beforeAll(async () => {
    sidecar = (await startUnlessMissing(kind)) ?? sidecar
  })
  afterAll(() => sidecar?.[Symbol.asyncDispose]?.())
  beforeEach((context) => skipIfMissing(context, kind))

  const publish = (body: string): Promise<CallAnswer> =>
    call(sidecar, { path, headers: json, body })

  /** The events that a bulk stores, by the data or the extension that tells them apart. */
  const stored = async (
    entries: readonly object[],
    request: { readonly query?: string; readonly version?: string } = {},
  ): Promise<readonly { event: Record<string, unknown>; metadata: object }[]> => {
    const { query = '', version = 'v1.0' } = request
    const messages = await storedBy(
      sidecar,
      {
        path: `/${version}/publish/bulk/pubsub/orders${query}`,
        headers: json,
        body: JSON.stringify(entries),
      },
      entries.length,
    )
    const parsed = messages.map(({ event, metadata }) => ({
      event: JSON.parse(event) as Record<string, unknown>,
      metadata,
    }))
    return parsed.toSorted((one, other) =>
      String(one.event['id']).localeCompare(String(other.event['id'])),
    )
  }

  it.each(['v1.0', 'v1.0-alpha1'])('stores each CloudEvent, at %s', async (version) => {
    const entries = ['1', '2', '3'].map((id) => ({
      entryId: id,
      event: { id, source: 's' },
      contentType: cloudEventType,
    }))
    const events = await stored(entries, { version })
    expect(events.map(({ event }) => event)).toMatchObject(
      ['1', '2', '3'].map((id) => ({ id, source: 's', topic: 'orders', pubsubname: 'pubsub' })),
    )
  })

  it.each([
    ['application/json', { a: 1 }, { data: { a: 1 } }],
    ['application/json', null, { data: null }],
    ['text/plain', '<text>', { data: '<text>' }],
    ['application/xml', '<text/>', { data: '<text/>' }],
    ['application/octet-stream', 'AQL/', { data_base64: 'AQL/' }],
  ])('wraps %s in a CloudEvent of its own', async (contentType, event, data) => {
    const [one] = await stored([{ entryId: '1', event, contentType }])
    expect(one?.event).toMatchObject({ ...data, datacontenttype: contentType, source: appId })
    expect(one?.event['id']).toHaveLength(36)
  })

  it('makes a float64 of each number', async () => {
    const numbers =
      '{"id":"1","time":"t","traceid":"","a":9007199254740993,"b":1e-400,"c":-0,"d":1E21,"e":1.50}'
    const [message] = await storedBy(sidecar, {
      path,
      headers: json,
      body: `[{"entryId":"1","event":${numbers},"contentType":"${cloudEventType}"}]`,
    })
    expect(message?.event).toContain(
      '{"a":9007199254740992,"b":0,"c":-0,"d":1e+21,"e":1.5,"id":"1",',
    )
  })

  it("lays an entry's metadata over the request's, if the entry has any", async () => {
    const entry = (id: string, metadata?: object): object => ({
      entryId: id,
      event: { id },
      contentType: cloudEventType,
      ...(metadata === undefined ? {} : { metadata }),
    })
    const entries = [entry('1', { key: 'entry' }), entry('2', {}), entry('3')]
    const query = '?metadata.key=request&metadata.ttlinseconds=100'
    const messages = await stored(entries, { query })
    expect(messages.map(({ metadata }) => metadata)).toEqual([
      { key: 'entry', ttlinseconds: '100' },
      { key: 'request', ttlinseconds: '100' },
      {},
    ])
    expect(messages.map(({ event }) => 'expiration' in event)).toEqual([true, true, false])
  })

  it('finds members in any case', async () => {
    const [one] = await stored([{ ENTRYID: '1', Event: { id: '1' }, contenttype: cloudEventType }])
    expect(one?.event).toMatchObject({ id: '1' })
  })

  it('stores raw payloads as they are, but for the numbers', async () => {
    const [message] = await storedBy(sidecar, {
      path: `${path}?metadata.rawPayload=true`,
      headers: json,
      body: '[{"entryId":"1","event":{"b": 1.0, "a": 2},"contentType":"application/json"}]',
    })
    expect(message?.event).toBe('{"a":2,"b":1}')
  })

  it.each(['[]', 'null'])('has nothing to do for %s', async (body) => {
    expect(await publish(body)).toMatchObject({ status: 204, body: '' })
  })

  const one = { entryId: '1', event: {}, contentType: 'application/json' }

  it.each([
    ['an entry id twice', 'MARSHAL_EVENTS', [one, one]],
    ['no entry id', 'MARSHAL_EVENTS', [{ ...one, entryId: undefined }]],
    ['another content type', 'MARSHAL_ENVELOPE', [{ ...one, contentType: 'application/a+json' }]],
    ['no content type', 'MARSHAL_ENVELOPE', [null]],
    ['text that is none', 'MARSHAL_ENVELOPE', [{ ...one, contentType: 'text/plain' }]],
    [
      'base64 that is none',
      'MARSHAL_ENVELOPE',
      [{ ...one, event: 'AQ_/', contentType: 'application/octet-stream' }],
    ],
    ['a number for an entry id', 'UNMARSHAL_EVENTS', [{ ...one, entryId: 1 }]],
    ['a number in the metadata', 'UNMARSHAL_EVENTS', [{ ...one, metadata: { a: 1 } }]],
    ['no list', 'UNMARSHAL_EVENTS', one],
    ['too much', 'UNMARSHAL_EVENTS', [{ ...one, event: 'x'.repeat(maximalBytes) }]],
  ])('refuses the whole of a bulk with %s', async (_, reason, entries) => {
    const before = sidecar.stored.length
    const answer = await publish(JSON.stringify(entries))
    expect(errorIn(answer)).toEqual([400, 'ERR_PUBSUB_EVENTS_SER', `DAPR_PUBSUB_${reason}`])
    expect(sidecar.stored).toHaveLength(before)
  })

  it.each(['', 'nope', '[{"entryId":"1","event":1e400,"contentType":"application/json"}]'])(
    'refuses %j',
    async (body) => {
      const error = [400, 'ERR_PUBSUB_EVENTS_SER', 'DAPR_PUBSUB_UNMARSHAL_EVENTS']
      expect(errorIn(await publish(body))).toEqual(error)
    },
  )

  it('refuses the whole of a bulk with a CloudEvent that is none', async () => {
    const entries = [one, { entryId: '2', event: [], contentType: cloudEventType }]
    expect(errorIn(await publish(JSON.stringify(entries)))).toEqual([
      500,
      'ERR_PUBSUB_CLOUD_EVENTS_SER',
      'DAPR_PUBSUB_CLOUD_EVENT_CREATION',
    ])
  })

  it('breaks the connection at the CloudEvent null', async () => {
    const entries = [{ entryId: '1', event: null, contentType: cloudEventType }]
    await expect(publish(JSON.stringify(entries))).rejects.toThrow('socket hang up')
  })

  it('knows no other component', async () => {
    const answer = await call(sidecar, { path: '/v1.0/publish/bulk/other/orders', body: '[]' })
    expect(errorIn(answer)).toEqual([404, 'ERR_PUBSUB_NOT_FOUND', 'DAPR_PUBSUB_NOT_FOUND'])
  })
})
