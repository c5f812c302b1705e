import { randomUUID } from 'node:crypto'
import { eventually } from 'testing-databases'
import { describe, expect, it } from 'vitest'
import { sidecarKinds } from '../src/sidecar-kinds.ts'
import { cut, type Reply, reply } from './application.ts'
import { call, cloudEvent } from './call.ts'
import { noTrace, parent, passed, pathsOf, publish, pubsubname, suiteOf } from './delivery-suite.ts'

interface Bulk {
  readonly entries: readonly { readonly entryId: string; readonly event: { readonly id: string } }[]
}

/** Answers each entry of a bulk so. */
const statuses =
  (name: string): Reply =>
  (response, { body }) => {
    const { entries } = JSON.parse(body) as Bulk
    const answer = { statuses: entries.map(({ entryId }) => ({ entryId, status: name })) }
    response.end(JSON.stringify(answer))
  }

const none: Reply = reply(200, '{"statuses":[]}')

describe.each(sidecarKinds)('a bulk by $name', (kind) => {
  const suite = suiteOf(kind, { app: { maxRetries: 1 } })

  it('has events in an envelope, with numbers as floats', async () => {
    const path = '/v1.0/publish/pubsub/bulk?metadata.partitionKey=a'
    const id = randomUUID()
    suite.app.answer(id, statuses('SUCCESS'))
    await call(suite.sidecar, {
      path,
      headers: cloudEvent,
      body: `{"id":"${id}","time":"noon","traceid":"t","data":9007199254740993}`,
    })
    const [received] = await suite.app.receives(id)
    expect(received!.path).toBe('/bulk')
    expect(received!.headers).toMatchObject({
      'content-type': 'application/json',
      pubsubname,
      traceparent: noTrace,
    })
    const { entries, ...envelope } = JSON.parse(received!.body) as Bulk
    expect(envelope).toEqual({
      id: expect.any(String),
      metadata: { pubsubName: pubsubname },
      pubsubname,
      topic: 'bulk',
      type: 'com.dapr.event.sent.bulk',
    })
    expect(entries).toEqual([
      {
        entryId: expect.any(String),
        event: expect.objectContaining({ id, data: 9_007_199_254_740_992 }),
        metadata: { partitionKey: 'a' },
        contentType: 'application/cloudevents+json',
      },
    ])
    expect(received!.body).toContain('"data":9007199254740992')
  })

  it.each([
    ['SUCCESS', statuses('SUCCESS'), ['/bulk']],
    ['DROP', statuses('DROP'), ['/bulk', '/dead']],
    ['404', reply(404), ['/bulk']],
    ['RETRY', statuses('RETRY'), ['/bulk', '/bulk', '/dead']],
    ['a status of no entry', none, ['/bulk', '/bulk', '/dead']],
    ['an empty status', statuses(''), ['/bulk', '/bulk', '/dead']],
    ['a status that there is none of', statuses('LATER'), ['/bulk', '/bulk', '/dead']],
    ['no JSON', reply(200, 'yes'), ['/bulk', '/bulk', '/dead']],
    ['nothing', reply(200), ['/bulk', '/bulk', '/dead']],
    ['500', reply(500), ['/bulk', '/bulk', '/dead']],
    ['a connection that is cut', cut, ['/bulk', '/bulk', '/dead']],
  ])('that is answered with %s', async (_, answer, paths) => {
    const mark = randomUUID()
    const replyOf: Reply = (response, received) =>
      received.path === '/dead' ? reply(200)(response, received) : answer(response, received)
    suite.app.answer(mark, replyOf)
    await publish(suite, 'bulk', { mark })
    await eventually(() => suite.app.callsWith(mark).length >= paths.length)
    await passed(suite, 'bulk', 'dead')
    expect(pathsOf(suite.app.callsWith(mark))).toEqual(paths)
  })

  it("has the event's own span", async () => {
    const id = await publish(suite, 'bulk', { traceid: parent, traceparent: parent })
    const [received] = await suite.app.receives(id)
    expect(received!.headers['traceparent']).toBe(parent)
  })

  it('has raw payloads as base64', async () => {
    const text = randomUUID()
    const path = '/v1.0/publish/pubsub/raw-bulk?metadata.rawPayload=true'
    await call(suite.sidecar, { path, body: text })
    const event = Buffer.from(text).toString('base64')
    const [received] = await suite.app.receives(event)
    const { entries } = JSON.parse(received!.body) as Bulk
    const metadata = { rawPayload: 'true' }
    const contentType = 'application/octet-stream'
    expect(entries).toEqual([{ entryId: expect.any(String), event, metadata, contentType }])
  })

  it('leaves out what has expired', async () => {
    const id = await publish(suite, 'bulk', { expiration: '2020-01-01T00:00:00Z' })
    await passed(suite, 'bulk', 'dead')
    expect(suite.app.callsWith(id)).toEqual([])
  })
})
