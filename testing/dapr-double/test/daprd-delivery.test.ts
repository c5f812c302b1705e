import { randomUUID } from 'node:crypto'
import { gate } from 'testing-databases'
import { describe, expect, it } from 'vitest'
import { appId, sidecarKinds } from '../src/sidecar-kinds.ts'
import { type AppCall, cut, type Reply, reply, status } from './application.ts'
import { call } from './call.ts'
import {
  noTrace,
  parent,
  passed,
  pathsOf,
  publish,
  publishAnswered,
  pubsubname,
  suiteOf,
} from './delivery-suite.ts'

/** The answers after which an event counts as not handled. */
const failures: readonly (readonly [string, Reply])[] = [
  ['RETRY', status('RETRY')],
  ['a status that there is none of', status('LATER')],
  ['a status in lower case', status('success')],
  ['400', reply(400)],
  ['401', reply(401)],
  ['415', reply(415)],
  ['500 that says SUCCESS', reply(500, '{"status":"SUCCESS"}')],
  ['302', reply(302)],
  ['nothing, and the connection is cut', cut],
]

const idIn = ({ body }: AppCall): unknown => (JSON.parse(body) as { id: unknown }).id

describe.each(sidecarKinds)('a delivery by $name', (kind) => {
  const suite = suiteOf(kind)

  it('is asked for once, with the id of the application', () => {
    const asked = suite.app.calls.filter(({ path }) => path === '/dapr/subscribe')
    const headers = { 'dapr-app-id': appId, 'content-type': 'application/json' }
    expect(asked).toMatchObject([{ method: 'GET', headers }])
    expect(asked[0]!.headers).not.toHaveProperty('dapr-api-token')
  })

  it('brings the CloudEvent to its route as it is stored', async () => {
    const event = { data: { b: '<9007199254740993>', a: [] }, time: 'noon', traceid: 't' }
    const id = await publish(suite, 'plain', event)
    const [received] = await suite.app.receives(id)
    expect(received).toMatchObject({
      method: 'POST',
      path: '/plain',
      headers: {
        'content-type': 'application/cloudevents+json',
        pubsubname,
        traceparent: noTrace,
      },
      body:
        '{"data":{"a":[],"b":"\\u003c9007199254740993\\u003e"},' +
        `"id":"${id}","pubsubname":"pubsub","source":"Dapr","specversion":"1.0","time":"noon",` +
        '"topic":"plain","traceid":"t","tracestate":"","type":"com.dapr.event.sent"}',
    })
    expect(received!.headers).not.toHaveProperty('dapr-api-token')
  })

  it('has the metadata of its publishing as headers', async () => {
    const query = '?metadata.partitionKey=h%C3%A9&metadata.ttlInSeconds=60&metadata.traceparent=no'
    const [received] = await suite.app.receives(await publish(suite, 'plain', { query }))
    const { partitionkey, pubsubname: name, ttlinseconds } = received!.headers
    expect([name, ttlinseconds]).toEqual([pubsubname, '60'])
    expect(Buffer.from(String(partitionkey), 'latin1').toString('utf8')).toBe('hé')
  })

  it("has the event's own span, and rather it than one of the metadata", async () => {
    const query = `?metadata.traceparent=${parent.replace('b7ad', 'ffff')}`
    for (const given of [{}, { query }]) {
      const event = { traceid: parent, traceparent: parent, ...given }
      const [received] = await suite.app.receives(await publish(suite, 'plain', event))
      expect(received!.headers['traceparent']).toBe(parent)
    }
    const [untraced] = await suite.app.receives(await publish(suite, 'plain', { query }))
    expect(untraced!.headers['traceparent']).toBe(parent.replace('b7ad', 'ffff'))
  })

  it('follows a wildcard, and rather the default of several routes', async () => {
    const [wild] = await suite.app.receives(await publish(suite, 'wild.west'))
    expect(wild!.path).toBe('/wild')
    const [saved] = await suite.app.receives(await publish(suite, 'saved'))
    expect(saved!.path).toBe('/saved')
  })

  it('is not made without a route, nor for a topic of nobody', async () => {
    const ids = [await publish(suite, 'nowhere'), await publish(suite, 'wild')]
    await passed(suite, 'plain', 'wild.west')
    expect(ids.flatMap((id) => suite.app.callsWith(id))).toEqual([])
  })

  it('waits for the one before it', async () => {
    const answered = gate()
    const first = await publishAnswered(suite, 'plain', async (response) => {
      await answered.passed
      response.end()
    })
    await suite.app.receives(first)
    // Where publishing waits for the delivery before it, this is not answered yet.
    const second = publish(suite, 'plain')
    const other = await publish(suite, 'saved')
    await suite.app.receives(other)
    const before = suite.app.calls.length
    answered.open()
    await suite.app.receives(await second)
    expect(suite.app.calls.slice(before).map(idIn)).toEqual([await second])
  })

  it.each([
    ['200', reply(200)],
    ['204', reply(204)],
    ['299', reply(299)],
    ['a text', reply(200, 'RETRY')],
    ['HTML', reply(201, '<p>')],
    ['an empty object', reply(200, '{}')],
    ['a list', reply(200, '["RETRY"]')],
    ['null', reply(200, 'null')],
    ['SUCCESS', status('SUCCESS')],
    ['an empty status', status('')],
    ['a status that is no text', reply(200, '{"status":1}')],
  ])('is acknowledged by %s', async (_, answer) => {
    const mark = await publishAnswered(suite, 'saved', answer)
    await passed(suite, 'saved', 'dead')
    expect(pathsOf(suite.app.callsWith(mark))).toEqual(['/saved'])
  })

  it.each([
    ...failures,
    ['DROP', status('DROP')] as const,
    ['DROP in a member of another case', reply(200, '{"Status":"DROP"} and more')] as const,
    ['404', reply(404)] as const,
  ])('goes to the dead letter topic, as it was, after %s', async (_, answer) => {
    const mark = await publishAnswered(suite, 'saved', answer, reply(200))
    const [first, dead] = await suite.app.receives(mark, 2)
    expect([first!.path, dead!.path]).toEqual(['/saved', '/dead'])
    expect(dead!.body).toBe(first!.body)
    await passed(suite, 'saved', 'dead')
    expect(suite.app.callsWith(mark)).toHaveLength(2)
  })

  it.each([...failures, ['DROP', status('DROP')] as const, ['404', reply(404)] as const])(
    'is lost without one after %s',
    async (_, answer) => {
      const mark = await publishAnswered(suite, 'plain', answer)
      await passed(suite, 'plain', 'dead')
      expect(pathsOf(suite.app.callsWith(mark))).toEqual(['/plain'])
    },
  )

  it('is not made when the time to live is over, nor is that of the dead letter', async () => {
    const expired = [
      await publish(suite, 'saved', { query: '?metadata.ttlInSeconds=0' }),
      await publish(suite, 'saved', { expiration: '2020-01-01T00:00:00Z' }),
    ]
    const notInTime = await publish(suite, 'saved', { expiration: 'yesterday' })
    const later = await publish(suite, 'saved', { expiration: '2999-01-01T00:00:00Z' })
    await passed(suite, 'saved', 'dead')
    expect(expired.flatMap((id) => suite.app.callsWith(id))).toEqual([])
    for (const id of [notInTime, later])
      expect(pathsOf(suite.app.callsWith(id))).toEqual(['/saved'])
  })

  it('is not made of what is no CloudEvent', async () => {
    for (const body of ['bare text', '[1]']) {
      const path = '/v1.0/publish/pubsub/saved?metadata.rawPayload=true'
      await call(suite.sidecar, { path, body })
    }
    await passed(suite, 'saved', 'dead')
    expect(suite.app.callsWith('bare text')).toEqual([])
    expect(suite.app.calls.filter(({ body }) => body === '[1]')).toEqual([])
  })

  it('makes a CloudEvent of a raw payload', async () => {
    const text = randomUUID()
    const path = `/v1.0/publish/pubsub/raw?metadata.rawPayload=true&metadata.traceparent=${parent}`
    await call(suite.sidecar, { path, body: text })
    const data = Buffer.from(text).toString('base64')
    const [received] = await suite.app.receives(data)
    const headers = { rawpayload: 'true', pubsubname, traceparent: parent }
    expect(received!.headers).toMatchObject(headers)
    expect(JSON.parse(received!.body)).toEqual({
      id: expect.any(String),
      specversion: '1.0',
      datacontenttype: 'application/octet-stream',
      source: 'Dapr',
      type: 'com.dapr.event.sent',
      topic: 'raw',
      pubsubname,
      data_base64: data,
      traceid: parent,
      traceparent: parent,
    })
  })
})

describe.each(sidecarKinds)('a delivery by $name that is tried again twice', (kind) => {
  const suite = suiteOf(kind, { app: { apiToken: 'secret', maxRetries: 2 } })

  it('brings the token of the application, and so does the question for subscriptions', async () => {
    await passed(suite, 'plain', 'bulk')
    const called = suite.app.calls.filter(({ path }) => !path.startsWith('/dapr/config'))
    expect(new Set(called.map(({ headers }) => headers['dapr-api-token']))).toEqual(
      new Set(['secret']),
    )
  })

  it.each(failures)('comes until it is acknowledged after %s', async (_, answer) => {
    const mark = await publishAnswered(suite, 'saved', answer, answer, status('SUCCESS'))
    const received = await suite.app.receives(mark, 3)
    expect(new Set(received.map(({ body }) => body)).size).toBe(1)
    await passed(suite, 'saved', 'dead')
    expect(pathsOf(suite.app.callsWith(mark))).toEqual(['/saved', '/saved', '/saved'])
  })

  it('goes to the dead letter topic after the last try', async () => {
    const again = status('RETRY')
    const mark = await publishAnswered(suite, 'saved', again, again, again, reply(200))
    await passed(suite, 'saved', 'dead')
    const paths = pathsOf(suite.app.callsWith(mark))
    expect(paths).toEqual(['/saved', '/saved', '/saved', '/dead'])
  })

  it('is lost after the last try without one', async () => {
    const mark = await publishAnswered(suite, 'plain', status('RETRY'))
    await passed(suite, 'plain')
    expect(suite.app.callsWith(mark)).toHaveLength(3)
  })

  it.each([
    ['DROP', status('DROP')],
    ['404', reply(404)],
  ])('is not tried again after %s', async (_, answer) => {
    const mark = await publishAnswered(suite, 'plain', answer)
    await passed(suite, 'plain')
    expect(suite.app.callsWith(mark)).toHaveLength(1)
  })
})

describe.each(sidecarKinds)('a delivery by $name that traces', (kind) => {
  const suite = suiteOf(kind, { tracing: true })

  it.each(['plain', 'bulk'])("of %s has a span below the event's", async (topic) => {
    const id = await publish(suite, topic, { traceid: parent, traceparent: parent })
    const [received] = await suite.app.receives(id)
    expect(received!.headers['traceparent']).toMatch(
      /^00-0af7651916cd43dd8448eb211c80319c-(?!b7ad6b7169203331)[\da-f]{16}-01$/,
    )
  })
})
