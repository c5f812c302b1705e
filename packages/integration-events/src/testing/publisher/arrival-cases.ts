import { deepEqual, equal } from 'node:assert/strict'
import type { OutgoingEvent } from '../../contracts/outgoing-event.ts'
import type { ArrivedEvent, PublisherHarness } from '../publisher-harness.ts'
import { canonicalJson } from './canonical-json.ts'
import type { PublisherCase } from './publisher-case.ts'
import { eventOf, eventsOf, openPublisher, send } from './send.ts'

const nasty = `it's "quoted" \\ <b>&amp;</b> %41 ?x=1&y=2 \u{1F9FE} Größe 東京 \u2028`

const data = [
  JSON.stringify({ [nasty]: nasty }),
  JSON.stringify('a JSON string'),
  JSON.stringify('{"json":"in a string"}'),
  '{"id":12345678901234567890,"tiny":1e-400,"exact":0.10000000000000000555}',
  'null',
  'true',
  '[]',
  '{"data":{"data":1},"id":"not the event","specversion":"1.0"}',
]

export const arrivalCases: readonly PublisherCase[] = [
  {
    name: 'every event of a batch arrives once, and is accepted',
    async check(harness, topic) {
      const { publisher } = harness
      await openPublisher(publisher)
      const events = eventsOf(topic, 25)
      const outcomes = await send(publisher, events)
      deepEqual(new Set(outcomes.map(({ status }) => status)), new Set(['accepted']))
      deepEqual(await arrivedIds(harness), events.map(({ id }) => id).toSorted())
    },
  },
  {
    name: 'data arrives as it was sent',
    async check(harness, topic) {
      await arriveUnchanged(
        harness,
        data.map((text) => eventOf(topic, { data: text })),
      )
    },
  },
  {
    name: 'id, topic, type, source and time arrive as they were sent',
    async check(harness, topic) {
      await arriveUnchanged(harness, [
        eventOf(topic, { type: 'shop.order-placed.v2', source: '/shop/orders?tenant=a' }),
        eventOf(topic, { time: 1 }),
        eventOf(topic, { time: 1_795_392_000_999 }),
      ])
    },
  },
  {
    name: 'headers arrive as they were sent',
    async check(harness, topic) {
      const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
      await arriveUnchanged(harness, [
        eventOf(topic, { headers: { traceparent, tracestate: 'vendor=a,other=b' } }),
        eventOf(topic, { headers: { tenant: nasty.replaceAll('\u2028', ' '), attempt: '1' } }),
        eventOf(topic, { headers: {} }),
      ])
    },
  },
  {
    name: 'data of 512 KB arrives as it was sent',
    async check(harness, topic) {
      const texts = ['a', 'ü'].map((letter) => JSON.stringify(letter.repeat(262_144)))
      await arriveUnchanged(
        harness,
        texts.map((text) => eventOf(topic, { data: text })),
      )
    },
  },
  {
    name: 'an event that is sent again has the same id',
    async check(harness, topic) {
      const { publisher } = harness
      await openPublisher(publisher)
      const event = eventOf(topic)
      await harness.refuse([event.id])
      await send(publisher, [event])
      await harness.refuse([])
      deepEqual(await send(publisher, [event]), [{ status: 'accepted' }])
      deepEqual(await arrivedIds(harness), [event.id])
    },
  },
  {
    name: 'an empty batch has no outcome, and sends nothing',
    async check(harness) {
      const { publisher } = harness
      await openPublisher(publisher)
      const { signal } = new AbortController()
      deepEqual(await publisher.publish([], { signal }), [])
      deepEqual(await harness.arrived(), [])
    },
  },
]

async function arriveUnchanged(
  harness: PublisherHarness,
  events: readonly OutgoingEvent[],
): Promise<void> {
  await openPublisher(harness.publisher)
  const outcomes = await send(harness.publisher, events)
  deepEqual(
    outcomes,
    events.map(() => ({ status: 'accepted' })),
  )
  const arrived = new Map((await harness.arrived()).map((event) => [event.id, event]))
  equal(arrived.size, events.length)
  const formOf = harness.rewritesData === true ? canonicalJson : (text: string): string => text
  for (const { id, topic, type, source, time, headers, data: text } of events) {
    const sent: ArrivedEvent = { id, topic, type, source, time, headers, data: formOf(text) }
    const there = arrived.get(id)
    deepEqual(there && { ...there, data: formOf(there.data) }, sent)
  }
}

async function arrivedIds(harness: PublisherHarness): Promise<readonly string[]> {
  return (await harness.arrived()).map(({ id }) => id).toSorted()
}
