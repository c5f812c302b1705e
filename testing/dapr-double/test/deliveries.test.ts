import { gate } from 'testing-databases'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type DaprDouble, startDaprDouble } from '../src/dapr-double.ts'
import { type Reply, reply, startApplication, status, type TestApplication } from './application.ts'
import { call, cloudEvent } from './call.ts'

const orders = { pubsubname: 'pubsub', topic: 'orders', route: '/orders' }

async function start(
  subscription: object = orders,
  maxRetries = 0,
): Promise<{ readonly app: TestApplication; readonly double: DaprDouble }> {
  const app = await startApplication([subscription])
  const double = await startDaprDouble({ app: { port: app.port, maxRetries } })
  onTestFinished(async () => {
    await double.stop()
    await app[Symbol.asyncDispose]()
  })
  return { app, double }
}

const publish = (double: DaprDouble, id: string): ReturnType<typeof call> =>
  call(double, {
    path: '/v1.0/publish/pubsub/orders',
    headers: cloudEvent,
    body: `{"id":"${id}"}`,
  })

const outcomesOf = ({ deliveries }: DaprDouble): unknown[] =>
  deliveries.map(({ attempts, outcome }) => [attempts, outcome])

describe('what a test sees of the deliveries', () => {
  it('is what became of each', async () => {
    const { app, double } = await start({ ...orders, deadLetterTopic: 'dead' }, 1)
    app.answer('again', status('RETRY'), status('SUCCESS'))
    app.answer('never', status('RETRY'))
    for (const id of ['once', 'again', 'never']) await publish(double, id)
    await double.settled()
    expect(outcomesOf(double)).toEqual([
      [1, 'acknowledged'],
      [2, 'acknowledged'],
      [2, 'dead-lettered'],
    ])
    expect(double.deliveries[0]).toMatchObject({ message: double.stored[0]!, route: '/orders' })
    expect(double.stored.at(-1)).toEqual({ ...double.stored.at(-2), topic: 'dead' })
  })

  it('is what was dropped and what was lost', async () => {
    const { app, double } = await start()
    app.answer('dropped', status('DROP'))
    app.answer('lost', reply(500))
    for (const id of ['dropped', 'lost']) await publish(double, id)
    await double.settled()
    expect(outcomesOf(double)).toEqual([
      [1, 'dropped'],
      [1, 'lost'],
    ])
  })

  it('is nothing of a topic of nobody, and settled at once', async () => {
    const { double } = await start({ ...orders, topic: 'other' })
    await publish(double, '1')
    await double.settled()
    expect(double.deliveries).toEqual([])
  })
})

describe('a delivery twice', () => {
  it.each([false, true])('reaches the application twice, at once: %s', async (concurrently) => {
    const { app, double } = await start()
    double.deliveryFault({ kind: 'twice', concurrently })
    const open = gate()
    const held: Reply = async (response) => {
      await open.passed
      response.end()
    }
    app.answer('event', held)
    await publish(double, 'event')
    if (concurrently) await app.receives('event', 2)
    else await app.receives('event')
    const before = app.callsWith('event').length
    open.open()
    await double.settled()
    expect([before, app.callsWith('event').length]).toEqual([concurrently ? 2 : 1, 2])
    double.deliveryFault(undefined)
    await publish(double, 'usual')
    await double.settled()
    expect(app.callsWith('usual')).toHaveLength(1)
  })
})

describe('a call to publish that is held', () => {
  it('is answered after its delivery, or whenever the test wants', async () => {
    const { app, double } = await start()
    double.fault({ kind: 'hold', until: () => double.settled() })
    expect(await publish(double, 'event')).toMatchObject({ status: 204 })
    expect(app.callsWith('event')).toHaveLength(1)
    const answered = gate()
    double.fault({ kind: 'hold', until: () => answered.passed })
    const pending = publish(double, 'other')
    await answered.waited
    await double.settled()
    expect(app.callsWith('other')).toHaveLength(1)
    answered.open()
    expect(await pending).toMatchObject({ status: 204 })
  })
})

describe('a sidecar that goes down in the middle of a delivery', () => {
  it('makes it again when it is up, and those behind it', async () => {
    const { app, double } = await start()
    app.answer('first', () => {}, reply(200))
    await publish(double, 'first')
    await publish(double, 'second')
    await app.receives('first')
    await double.stop()
    expect(outcomesOf(double)).toEqual([
      [1, undefined],
      [0, undefined],
    ])
    await double.start()
    await double.settled()
    expect(outcomesOf(double)).toEqual([
      [2, 'acknowledged'],
      [1, 'acknowledged'],
    ])
  })
})

describe('a bulk', () => {
  const bulkSubscribe = { enabled: true, maxMessagesCount: 2, maxAwaitDurationMs: 60_000 }

  it('has as many events as were asked for, of which those that failed come again', async () => {
    const { app, double } = await start({ ...orders, bulkSubscribe }, 1)
    const only: Reply = (response, { body }) => {
      const { entries } = JSON.parse(body) as { entries: { entryId: string }[] }
      const statuses = [{ entryId: entries[0]!.entryId, status: 'SUCCESS' }]
      response.end(JSON.stringify({ statuses }))
    }
    app.answer('entries', only)
    for (const id of ['1', '2']) await publish(double, id)
    await double.settled()
    const sizes = app
      .callsWith('entries')
      .map(({ body }) => (JSON.parse(body) as { entries: unknown[] }).entries.length)
    expect(sizes).toEqual([2, 1])
    expect(outcomesOf(double)).toEqual([
      [1, 'acknowledged'],
      [2, 'acknowledged'],
    ])
  })
})

describe('an application', () => {
  it('that answers with routing rules is refused: the double knows none', async () => {
    const rules = [{ match: 'event.type == "x"', path: '/x' }]
    await using app = await startApplication([{ ...orders, routes: { rules } }])
    const starting = startDaprDouble({ app: { port: app.port } })
    await expect(starting).rejects.toThrow('The double knows no routing rules')
  })

  it.each([404, 500])('that answers %s subscribes to nothing', async (answer) => {
    await using app = await startApplication(reply(answer, JSON.stringify([orders])))
    await using double = await startDaprDouble({ app: { port: app.port } })
    await publish(double, '1')
    expect(double.deliveries).toEqual([])
  })
})
