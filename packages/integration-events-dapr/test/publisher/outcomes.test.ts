import type { OutgoingEvent, Publisher, PublishOutcome } from 'integration-events'
import { startDaprDouble, type DaprDouble, type StartDaprDoubleOptions } from 'testing-dapr-double'
import { describe, expect, it, onTestFinished } from 'vitest'
import { DaprAnswerError, DaprHeaderError, daprPublisher } from '../../src/index.ts'
import { idOf } from './fixtures/arrived.ts'
import { daprClient } from './fixtures/clients.ts'
import { eventOf, eventsOf } from './fixtures/events.ts'
import { ways } from './fixtures/ways.ts'

async function start(options?: StartDaprDoubleOptions): Promise<DaprDouble> {
  const double = await startDaprDouble(options)
  onTestFinished(() => double.stop())
  return double
}

async function publish(
  publisher: Publisher,
  events: readonly OutgoingEvent[],
  { signal } = new AbortController(),
): Promise<readonly PublishOutcome[]> {
  onTestFinished(() => publisher.close?.())
  return await publisher.publish(events, { signal })
}

/** Finds out that the connections are gone that were kept. */
async function reset(publisher: Publisher): Promise<void> {
  await publish(publisher, eventsOf(3))
}

const statusesOf = (outcomes: readonly PublishOutcome[]) => outcomes.map(({ status }) => status)

for (const way of ways) {
  describe(`what became of an event, ${way.name}`, () => {
    it('is transient when no sidecar is there, and accepted when there is one', async () => {
      const double = await start(way.double)
      const publisher = way.publisherFor(double)
      // A DaprClient waits half a minute for its first answer.
      await publisher.open?.(new AbortController())
      await double.stop()
      await reset(publisher)
      const events = eventsOf(3)
      expect(statusesOf(await publish(publisher, events))).toEqual(Array(3).fill('transient'))
      await double.start()
      expect(statusesOf(await publish(publisher, events))).toEqual(Array(3).fill('accepted'))
      expect(double.stored).toHaveLength(3)
    })

    it.each([{ stores: true }, { stores: false }])(
      'is unknown when the connection breaks before the answer: %o',
      async ({ stores }) => {
        const double = await start(way.double)
        double.fault({ kind: 'cut', stores })
        const outcomes = await publish(way.publisherFor(double), eventsOf(3))
        expect(statusesOf(outcomes)).toEqual(Array(3).fill('unknown'))
        expect(double.stored).toHaveLength(stores ? 3 : 0)
      },
    )

    it('is unknown when the call is given up', async () => {
      const double = await start(way.double)
      const { reached } = double.fault({ kind: 'hang' })
      const abort = new AbortController()
      const outcomes = publish(way.publisherFor(double), [eventOf()], abort)
      await reached
      abort.abort(new Error('the time is over'))
      expect(statusesOf(await outcomes)).toEqual(['unknown'])
    })

    it.each([
      [400, 'ERR_PUBSUB_REQUEST_METADATA', 'permanent'],
      [401, 'invalid api token', 'configuration'],
      [403, 'ERR_PUBSUB_FORBIDDEN', 'configuration'],
      [404, 'ERR_PUBSUB_NOT_FOUND', 'configuration'],
      [404, 'ERR_TOPIC_NAME_EMPTY', 'configuration'],
      [408, 'Request Timeout', 'transient'],
      [413, 'Request Entity Too Large', 'permanent'],
      [429, 'ERR_TOO_MANY', 'transient'],
      [431, 'Request Header Fields Too Large', 'permanent'],
      [500, 'ERR_PUBSUB_PUBLISH_MESSAGE', 'transient'],
      [500, 'ERR_PUBSUB_CLOUD_EVENTS_SER', 'permanent'],
      [500, 'stream too large', 'permanent'],
      [502, 'Bad Gateway', 'transient'],
    ])('by an answer of %i %s is %s', async (status, what, expected) => {
      const double = await start(way.double)
      const body = what.startsWith('ERR_')
        ? JSON.stringify({ errorCode: what, message: 'because' })
        : what
      double.fault({ kind: 'answer', status, body })
      const [outcome] = await publish(way.publisherFor(double), [eventOf()])
      expect(outcome).toMatchObject({ status: expected, error: expect.any(DaprAnswerError) })
      expect(outcome).toMatchObject({ error: { status } })
    })

    it.each(['topic', 'pubsubname'])(
      'is permanent when Dapr would overwrite its header %s, and the others arrive',
      async (header) => {
        const double = await start(way.double)
        const events = [eventOf(), eventOf({ headers: { [header]: 'mine' } }), eventOf()]
        const outcomes = await publish(way.publisherFor(double), events)
        expect(statusesOf(outcomes)).toEqual(['accepted', 'permanent', 'accepted'])
        expect(outcomes[1]).toMatchObject({ error: expect.any(DaprHeaderError) })
        expect(outcomes[1]).toMatchObject({ error: { header } })
        expect(double.stored.map(idOf)).not.toContain(events[1]!.id)
      },
    )

    it('is transient when its metadata can not be made, and the others arrive', async () => {
      const double = await start(way.double)
      const failure = new Error('no tenant')
      const [good, bad, ...others] = eventsOf(4)
      const metadata = ({ id }: OutgoingEvent): Record<string, string> => {
        if (id === bad!.id) throw failure
        return {}
      }
      const outcomes = await publish(way.publisherFor(double, { metadata }), [
        good!,
        bad!,
        ...others,
      ])
      expect(statusesOf(outcomes)).toEqual(['accepted', 'transient', 'accepted', 'accepted'])
      expect(outcomes[1]).toMatchObject({ error: failure, concerns: 'event' })
    })

    it('is configuration when the component is not there', async () => {
      const double = await start({ ...way.double, pubsubs: [{ name: 'another' }] })
      const outcomes = await publish(way.publisherFor(double), eventsOf(2))
      expect(statusesOf(outcomes)).toEqual(['configuration', 'configuration'])
    })

    it('is permanent when the sidecar takes nothing so large, and the others arrive', async () => {
      const double = await start(way.double)
      const events = [
        eventOf(),
        eventOf({ data: JSON.stringify('x'.repeat(4_300_000)) }),
        eventOf(),
      ]
      const outcomes = await publish(way.publisherFor(double), events)
      expect(statusesOf(outcomes)).toEqual(['accepted', 'permanent', 'accepted'])
    })
  })
}

describe('what became of the events of a bulk call', () => {
  const bulk = ({ url }: DaprDouble) => daprPublisher({ pubsubName: 'pubsub', endpoint: url })

  it('is told exactly of a hundred, of which one arrived', async () => {
    const double = await start()
    const events = eventsOf(100).map((event) => ({ ...event, id: `${event.id}-${'x'.repeat(64)}` }))
    const [arrived] = events.splice(41, 1)
    double.refuse(events.map(({ id }) => id))
    const outcomes = await publish(bulk(double), [...events, arrived!])
    expect(double.requests).toHaveLength(1)
    expect(statusesOf(outcomes)).toEqual([...Array(99).fill('transient'), 'accepted'])
    expect(double.stored.map(idOf)).toEqual([arrived!.id])
    expect(outcomes[0]).toMatchObject({ error: { status: 500, message: /refused the event/ } })
  })

  it('is told of each alone when the call as a whole is refused', async () => {
    const double = await start()
    const half = JSON.stringify('x'.repeat(2_200_000))
    const outcomes = await publish(bulk(double), eventsOf(2, { data: half }))
    expect(statusesOf(outcomes)).toEqual(['accepted', 'accepted'])
    expect(double.requests.map(({ path }) => path.includes('bulk'))).toEqual([true, false, false])
  })

  it('is unknown when the call failed, and names none of them', async () => {
    const double = await start()
    double.fault({ kind: 'answer', status: 500, body: '{"errorCode":"ERR_OF_A_PROXY"}' })
    expect(statusesOf(await publish(bulk(double), eventsOf(2)))).toEqual(['unknown', 'unknown'])
  })

  it('is a failure also where Dapr left its text out', async () => {
    const double = await start()
    const [failed, arrived] = eventsOf(2)
    const body = JSON.stringify({
      errorCode: 'ERR_PUBSUB_PUBLISH_MESSAGE',
      failedEntries: [{ entryId: failed!.id }],
    })
    double.fault({ kind: 'answer', status: 500, body })
    const outcomes = await publish(bulk(double), [failed!, arrived!])
    expect(statusesOf(outcomes)).toEqual(['transient', 'accepted'])
  })

  it.each([[[]], [[{ entryId: 'another', error: 'no' }]]])(
    'is unknown when the failures that it tells of are none of ours: %o',
    async (failedEntries) => {
      const double = await start()
      const body = JSON.stringify({ errorCode: 'ERR_PUBSUB_PUBLISH_MESSAGE', failedEntries })
      double.fault({ kind: 'answer', status: 500, body })
      const outcomes = await publish(bulk(double), eventsOf(2))
      expect(statusesOf(outcomes)).toEqual(['unknown', 'unknown'])
    },
  )

  it('is asked for on the old route again after something else answered that nothing is there', async () => {
    const double = await start({ stableBulk: false })
    const publisher = bulk(double)
    double.fault({ kind: 'answer', status: 404, body: 'no healthy upstream' })
    const refused = await publish(publisher, eventsOf(2))
    expect(statusesOf(refused)).toEqual(['configuration', 'configuration'])
    double.fault(undefined)
    expect(statusesOf(await publish(publisher, eventsOf(2)))).toEqual(['accepted', 'accepted'])
  })

  it('is right where a sidecar before 1.17 has a component named bulk', async () => {
    const double = await start({
      stableBulk: false,
      pubsubs: [{ name: 'pubsub' }, { name: 'bulk' }],
    })
    const events = eventsOf(2)
    expect(statusesOf(await publish(bulk(double), events))).toEqual(['accepted', 'accepted'])
    expect(double.stored.map(idOf).toSorted()).toEqual(events.map(({ id }) => id).toSorted())
    expect(double.stored.map(({ pubsubName }) => pubsubName)).toEqual(['pubsub', 'pubsub'])
  })
})

describe('the API token', () => {
  it('is sent, over HTTP and by the client', async () => {
    const double = await start({ apiToken: 'secret' })
    const { port, url: endpoint } = double
    const client = daprClient({ port, apiToken: 'secret' })
    for (const options of [{ endpoint, apiToken: 'secret' }, { client }]) {
      const publisher = daprPublisher({ pubsubName: 'pubsub', ...options })
      expect(statusesOf(await publish(publisher, eventsOf(2)))).toEqual(['accepted', 'accepted'])
    }
  })

  it('is a matter of configuration when it is another one', async () => {
    const { url: endpoint } = await start({ apiToken: 'secret' })
    const publisher = daprPublisher({ pubsubName: 'pubsub', endpoint, apiToken: 'another' })
    const outcomes = await publish(publisher, eventsOf(2))
    expect(statusesOf(outcomes)).toEqual(['configuration', 'configuration'])
  })
})
