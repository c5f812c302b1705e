import type { OutgoingEvent, Publisher, PublishOutcome } from 'integration-events'
import { publisherContract, type PublisherHarness } from 'integration-events/testing'
import {
  daprdOnRedis,
  type SidecarKind,
  sidecarKinds,
  type SidecarOptions,
  skipIfMissing,
  type TestedSidecar,
} from 'testing-dapr-double'
import { eventually } from 'testing-databases'
import { beforeEach, describe, expect, it, onTestFinished, test } from 'vitest'
import {
  DaprComponentMissingError,
  daprPublisher,
  type DaprPublisherOptions,
  DaprTokenError,
} from '../../src/index.ts'
import { arrivedEvent, idOf } from './fixtures/arrived.ts'
import { daprClient } from './fixtures/clients.ts'
import { eventOf, eventsOf, topic } from './fixtures/events.ts'

interface Route {
  readonly name: string
  /** Undefined: the sidecar can't be reached by it. */
  readonly reach: (sidecar: TestedSidecar) => Partial<DaprPublisherOptions> | undefined
}

const routes: readonly Route[] = [
  { name: 'over HTTP', reach: ({ url }) => ({ endpoint: url }) },
  { name: 'over HTTP, one by one', reach: ({ url }) => ({ endpoint: url, bulk: false }) },
  { name: 'over a DaprClient', reach: ({ port }) => ({ client: daprClient({ port }) }) },
  {
    name: 'over a DaprClient by gRPC',
    reach: ({ grpcPort }) =>
      grpcPort === undefined
        ? undefined
        : { client: daprClient({ port: grpcPort, protocol: 'GRPC' }) },
  },
]

/** The broker inside daprd takes whatever it is given at once: these are for the double alone. */
const onlyOfTheDouble: readonly string[] = [
  'an event that is sent again has the same id',
  'when the broker refuses some events, exactly the others are accepted, in order',
  'when the broker refuses every event, none is accepted',
  'what was refused once is accepted when the broker takes it',
  'calls at the same moment each get the outcomes of their own events',
  'a call ends when its signal is aborted, and accepts nothing that was not answered',
]

const { signal } = new AbortController()
const statusesOf = (outcomes: readonly PublishOutcome[]) => outcomes.map(({ status }) => status)

/** Counts what was accepted, as daprd's broker tells only later that it has it. */
function counting(publisher: Publisher): { publisher: Publisher; accepted: () => number } {
  let accepted = 0
  const publish: Publisher['publish'] = async (events, context) => {
    const outcomes = await publisher.publish(events, context)
    accepted += statusesOf(outcomes).filter((status) => status === 'accepted').length
    return outcomes
  }
  const wrapped = Object.assign(Object.create(publisher) as Publisher, {
    publish,
    open: (context: { signal: AbortSignal }) => publisher.open?.(context),
    close: () => publisher.close?.(),
  })
  return { publisher: wrapped, accepted: () => accepted }
}

async function createHarness(kind: SidecarKind, reach: Route['reach']): Promise<PublisherHarness> {
  const sidecar = await kind.start()
  const { accepted, publisher } = counting(
    daprPublisher({ pubsubName: 'pubsub', ...reach(sidecar) }),
  )
  const impossible = (): never => {
    throw new Error('the broker inside daprd can not be told to')
  }
  return {
    publisher,
    rewritesData: true,
    async arrived() {
      await eventually(() => sidecar.stored.length >= accepted())
      return sidecar.stored.map(arrivedEvent)
    },
    refuse: impossible,
    hang: impossible,
    async cleanup() {
      await publisher.close?.()
      await sidecar[Symbol.asyncDispose]()
    },
  }
}

/** Which mean something in a path. */
const awkwardTopics = ['orders?x', 'a+b c', 'a%2Fb', 'ü#y']

describe.each([...sidecarKinds, ...daprdOnRedis([topic, 'contract.events', ...awkwardTopics])])(
  '$name',
  (kind) => {
    const grpc = kind.name === 'the double' ? routes.slice(0, -1) : routes
    describe.each(grpc)('and the publisher $name', ({ reach }) => {
      beforeEach((context) => skipIfMissing(context, kind))

      async function start(options: SidecarOptions = {}): Promise<TestedSidecar> {
        const sidecar = await kind.start(options)
        onTestFinished(() => sidecar[Symbol.asyncDispose]())
        return sidecar
      }

      function publisherFor(
        sidecar: TestedSidecar,
        options: Partial<DaprPublisherOptions> = {},
      ): Publisher {
        const publisher = daprPublisher({ pubsubName: 'pubsub', ...reach(sidecar), ...options })
        onTestFinished(() => publisher.close?.())
        return publisher
      }

      async function publish(
        publisher: Publisher,
        events: readonly OutgoingEvent[],
      ): Promise<readonly string[]> {
        return statusesOf(await publisher.publish(events, { signal }))
      }

      const cases = publisherContract({ createHarness: () => createHarness(kind, reach) })

      it('is held against each case of the contract that it can be', () => {
        const names = cases.map(({ name }) => name)
        expect(names).toEqual(expect.arrayContaining([...onlyOfTheDouble]))
      })

      for (const { name, run } of cases.filter((each) => !onlyOfTheDouble.includes(each.name))) {
        // oxlint-disable-next-line vitest/expect-expect, vitest/valid-title -- each case asserts by itself
        test(name, run)
      }

      it('keeps the trace of an event, though the sidecar traces', async () => {
        const sidecar = await start({ tracing: true })
        const headers = {
          traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
          tracestate: 'vendor=a',
        }
        await publish(publisherFor(sidecar), eventsOf(2, { headers }))
        await eventually(() => sidecar.stored.length === 2)
        for (const message of sidecar.stored)
          expect(JSON.parse(message.event)).toMatchObject(headers)
      })

      it('hands on the metadata of each event, and its key', async () => {
        const sidecar = await start()
        const metadata = ({ id }: OutgoingEvent) => ({ order: id })
        await publish(publisherFor(sidecar, { metadata }), [
          ...eventsOf(2),
          eventOf({ key: 'a b' }),
        ])
        await eventually(() => sidecar.stored.length === 3)
        for (const message of sidecar.stored) {
          const { partitionkey } = JSON.parse(message.event) as { partitionkey?: string }
          const metadataThere = Object.entries(message.metadata).map(
            ([name, value]) => [name.toLowerCase(), value] as const,
          )
          expect(Object.fromEntries(metadataThere)).toMatchObject({
            order: idOf(message),
            ...(partitionkey === undefined ? {} : { partitionkey: 'a b' }),
          })
        }
      })

      it('names topics as they are', async () => {
        const sidecar = await start()
        const publisher = publisherFor(sidecar)
        for (const name of awkwardTopics) {
          const events = [...eventsOf(2, { topic: name })]
          expect(await publish(publisher, events)).toEqual(['accepted', 'accepted'])
        }
        const expected = awkwardTopics.flatMap((name) => [name, name]).toSorted()
        await eventually(() => sidecar.stored.length === expected.length)
        expect(sidecar.stored.map((message) => message.topic).toSorted()).toEqual(expected)
      })

      it('says that a component is not there, at the start and of each event', async () => {
        const publisher = publisherFor(await start(), { pubsubName: 'another' })
        const opened = publisher.open?.({ signal })
        await expect(opened).rejects.toThrow(DaprComponentMissingError)
        expect(await publish(publisher, eventsOf(2))).toEqual(['configuration', 'configuration'])
      })

      it('says that the broker refused every event', { retry: 3 }, async () => {
        const events = eventsOf(3)
        const publisher = publisherFor(await start({ refused: events.map(({ id }) => id) }))
        expect(await publish(publisher, events)).toEqual(['transient', 'transient', 'transient'])
      })

      it('says that an event is larger than the sidecar takes, and sends the others', async () => {
        const sidecar = await start()
        const large = eventOf({ data: JSON.stringify('x'.repeat(4_300_000)) })
        const events = [eventOf(), large, eventOf()]
        const statuses = await publish(publisherFor(sidecar), events)
        expect(statuses).toEqual(['accepted', 'permanent', 'accepted'])
        await eventually(() => sidecar.stored.length === 2)
      })

      it('says that no sidecar is there any more', async () => {
        const sidecar = await kind.start()
        const publisher = publisherFor(sidecar)
        await publisher.open?.({ signal })
        await sidecar[Symbol.asyncDispose]()
        // The first may still find a connection that was kept.
        await publish(publisher, [eventOf()])
        expect(await publish(publisher, eventsOf(2))).toEqual(['transient', 'transient'])
      })
    })

    // A DaprClient takes it for a sidecar that is not there yet, and waits.
    describe('and a publisher over HTTP without the token', () => {
      beforeEach((context) => skipIfMissing(context, kind))

      it('says so, at the start and of each event', async () => {
        await using sidecar = await kind.start({ apiToken: 'secret' })
        const publisher = daprPublisher({ pubsubName: 'pubsub', endpoint: sidecar.url })
        await expect(publisher.open?.({ signal })).rejects.toThrow(DaprTokenError)
        const outcomes = await publisher.publish(eventsOf(2), { signal })
        expect(statusesOf(outcomes)).toEqual(['configuration', 'configuration'])
        await publisher.close?.()
      })
    })
  },
)
