import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import {
  type SidecarKind,
  type SidecarOptions,
  skipIfMissing,
  type TestedSidecar,
} from '../src/sidecar-kinds.ts'
import { type AppCall, type Reply, startApplication, type TestApplication } from './application.ts'
import { call, cloudEvent } from './call.ts'

export const pubsubname = 'pubsub'
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

/** What daprd sends where there is no trace. */
export const noTrace = `00-${'0'.repeat(32)}-${'0'.repeat(16)}-00`

export const parent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'

/** A sidecar, and the application that it delivers to. */
export interface Suite {
  app: TestApplication
  sidecar: TestedSidecar
}

/** Starts both before a suite's tests, and stops them after. */
export function suiteOf(
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

/** Publishes a CloudEvent with these members, and returns its id. `query` is the request's. */
export async function publish(
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
export async function publishAnswered(
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
export async function passed(suite: Suite, ...topics: readonly string[]): Promise<void> {
  for (const topic of topics) await suite.app.receives(await publish(suite, topic))
}

export const pathsOf = (calls: readonly AppCall[]): string[] => calls.map(({ path }) => path)
