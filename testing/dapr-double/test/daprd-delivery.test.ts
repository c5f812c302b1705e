import { randomUUID } from 'node:crypto'
import { eventually, gate } from 'testing-databases'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  appId,
  type SidecarKind,
  sidecarKinds,
  type SidecarOptions,
  skipIfMissing,
  type TestedSidecar,
} from '../src/sidecar-kinds.ts'
import {
  type AppCall,
  type Reply,
  reply,
  startApplication,
  status,
  type TestApplication,
} from './application.ts'
import { call, cloudEvent } from './call.ts'

const pubsubname = 'pubsub'
const deadLetterTopic = 'dead'
const bulkSubscribe = { enabled: true, maxMessagesCount: 10, maxAwaitDurationMs: 20 }

const subscriptions = [
  { pubsubname, topic: 'plain', route: '/plain' },
  { pubsubname, topic: 'saved', routes: { default: '/saved' }, route: '/never', deadLetterTopic },
  { pubsubname, topic: 'dead', route: '/dead' },
  { pubsubname, topic: 'wild*', route: '/wild' },
  { pubsubname, topic: 'raw', route: '/raw', metadata: { rawPayload: 'true' } },
  { pubsubname, topic: 'bulk', route: '/bulk', deadLetterTopic, bulkSubscribe },
  {
    pubsubname,
    topic: 'raw-bulk',
    route: '/raw-bulk',
    metadata: { rawPayload: 'true' },
    bulkSubscribe,
  },
  { pubsubname, topic: 'nowhere' },
]

const noTrace = `00-${'0'.repeat(32)}-${'0'.repeat(16)}-00`

const parent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'

const cut: Reply = (response) => void response.destroy()

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

interface Suite {
  app: TestApplication
  sidecar: TestedSidecar
}

/** A sidecar and its application, for all of a suite. */
function suiteOf(
  kind: SidecarKind,
  {
    app: appOptions,
    ...options
  }: Omit<SidecarOptions, 'app'> & {
    readonly app?: { readonly apiToken?: string; readonly maxRetries?: number }
  } = {},
): Suite {
  const suite = {} as Suite
  beforeAll(async () => {
    suite.app = await startApplication(subscriptions)
    if (kind.missing !== undefined) return
    suite.sidecar = await kind.start({ ...options, app: { port: suite.app.port, ...appOptions } })
  })
  afterAll(async () => {
    await suite.sidecar?.[Symbol.asyncDispose]()
    await suite.app[Symbol.asyncDispose]()
  })
  beforeEach((context) => skipIfMissing(context, kind))
  return suite
}

/** Publishes a CloudEvent with everything that daprd would add, and returns its id. */
async function publish(
  { sidecar }: Suite,
  topic: string,
  { query = '', ...members }: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const id = randomUUID()
  const path = `/v1.0/publish/pubsub/${topic}${String(query)}`
  const body = JSON.stringify({ id, ...members })
  expect(await call(sidecar, { path, headers: cloudEvent, body })).toMatchObject({ status: 204 })
  return id
}

/** Publishes an event that is answered so. */
async function publishAnswered(
  suite: Suite,
  topic: string,
  ...replies: readonly Reply[]
): Promise<string> {
  const mark = randomUUID()
  suite.app.answer(mark, ...replies)
  await publish(suite, topic, { mark })
  return mark
}

/** Waits until everything before it is settled, as a subscription gets one event after the other. */
async function passed(suite: Suite, ...topics: readonly string[]): Promise<void> {
  for (const topic of topics) await suite.app.receives(await publish(suite, topic))
}

const pathsOf = (calls: readonly AppCall[]): string[] => calls.map(({ path }) => path)
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
