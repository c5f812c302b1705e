import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { call, cloudEvent, eventBy, json, storedBy } from './call.ts'
import {
  appId,
  sidecarKinds,
  skipIfMissing,
  startUnlessMissing,
  type TestedSidecar,
} from '../src/sidecar-kinds.ts'

const path = '/v1.0/publish/pubsub/orders'
const parent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
const childOfParent = /^00-0af7651916cd43dd8448eb211c80319c-(?!b7ad6b7169203331)[\da-f]{16}-01$/

describe.each(sidecarKinds)('$name with a token', (kind) => {
  const token = { 'dapr-api-token': 'secret' }
  let sidecar: TestedSidecar
  beforeAll(async () => {
    sidecar = (await startUnlessMissing(kind, { apiToken: 'secret' })) ?? sidecar
  })
  afterAll(() => sidecar?.[Symbol.asyncDispose]?.())
  beforeEach((context) => skipIfMissing(context, kind))

  it.each([path, '/v1.0/publish/other/orders', '/nowhere'])('refuses %s without it', async (to) => {
    for (const headers of [{}, { 'dapr-api-token': 'guessed' }]) {
      const answer = await call(sidecar, { path: to, headers })
      expect(answer).toMatchObject({ status: 401, body: 'invalid api token\n' })
    }
  })

  it('publishes with it', async () => {
    const headers = { ...cloudEvent, ...token }
    expect(await storedBy(sidecar, { path, headers, body: '{}' })).toHaveLength(1)
  })

  it.each(['/v1.0/healthz/outbound', '/v1.0/healthz'])('tells %s to everybody', async (health) => {
    expect(await call(sidecar, { method: 'GET', path: health })).toMatchObject({ status: 204 })
  })

  it('tells its id, its version and its components', async () => {
    const request = { method: 'GET', path: '/v1.0/metadata' }
    expect(await call(sidecar, request)).toMatchObject({ status: 401 })
    const { body, status } = await call(sidecar, { ...request, headers: token })
    expect(status).toBe(200)
    expect(JSON.parse(body)).toMatchObject({
      id: appId,
      runtimeVersion: expect.stringMatching(/^\d+\.\d+\.\d+/),
      components: [
        {
          name: 'pubsub',
          type: 'pubsub.in-memory',
          version: 'v1',
          capabilities: ['SUBSCRIBE_WILDCARDS'],
        },
      ],
    })
  })
})

describe.each(sidecarKinds)('$name with tracing', (kind) => {
  let sidecar: TestedSidecar
  beforeAll(async () => {
    sidecar = (await startUnlessMissing(kind, { tracing: true })) ?? sidecar
  })
  afterAll(() => sidecar?.[Symbol.asyncDispose]?.())
  beforeEach((context) => skipIfMissing(context, kind))

  it("puts its own span into a CloudEvent, in the place of the event's", async () => {
    const headers = { ...cloudEvent, traceparent: parent, tracestate: 'a=b' }
    const event = await eventBy(sidecar, { path, headers, body: '{"traceparent":"mine"}' })
    expect(event).toMatchObject({
      traceid: expect.stringMatching(childOfParent),
      tracestate: 'a=b',
    })
    expect(event['traceparent']).toBe(event['traceid'])
  })

  it('begins a trace where there is none', async () => {
    const event = await eventBy(sidecar, { path, headers: cloudEvent, body: '{}' })
    expect(event['traceparent']).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-01$/)
  })

  it('keeps the trace of an event with a traceid', async () => {
    const own = { traceid: parent, traceparent: parent, tracestate: 'a=b' }
    const body = JSON.stringify(own)
    expect(await eventBy(sidecar, { path, headers: cloudEvent, body })).toMatchObject(own)
  })

  it('gives each entry of a bulk a span of its own', async () => {
    const entry = { event: 1, contentType: 'application/json' }
    const messages = await storedBy(
      sidecar,
      {
        path: '/v1.0/publish/bulk/pubsub/orders',
        headers: { ...json, traceparent: parent },
        body: JSON.stringify([
          { ...entry, entryId: '1' },
          { ...entry, entryId: '2' },
        ]),
      },
      2,
    )
    const spans = messages.map(({ event }) => String(JSON.parse(event).traceparent))
    expect(spans).toEqual(spans.map(() => expect.stringMatching(childOfParent)))
    expect(new Set(spans).size).toBe(2)
  })
})
