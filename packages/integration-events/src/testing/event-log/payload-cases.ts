import { deepEqual } from 'node:assert/strict'
import type { OutgoingEvent } from '../../contracts/outgoing-event.ts'
import type { EventLogCase } from './event-log-case.ts'
import { claim, exhaust, idsOf, openSession, outgoingEvent, publish } from './scene.ts'

const nasty = `it's "quoted" \\ ? ?1 $1 $$ :name @name %s {{x}} --; drop table events; /* \u{1F9FE} Größe 東京 <b>&amp;</b> \u2028`

const texts = [
  nasty,
  'null',
  '',
  'U+0000 comes escaped: \u0000',
  'a lone surrogate comes escaped: \ud800',
]

const data = [
  ...texts.map((text) => JSON.stringify({ [text]: text })),
  'null',
  '"a JSON string"',
  '12345678901234567890',
  '{ "spaces" : [ 1.0, 1e3, -0 ],\n\t"same": 1, "same": 2 }',
]

export const payloadCases: readonly EventLogCase[] = [
  {
    name: 'data comes out as it went in, to the byte',
    async check(harness) {
      await comesOut(
        harness,
        data.map((text) => outgoingEvent({ data: text })),
      )
    },
  },
  {
    name: 'headers, key, topic, type, source and time come out as they went in',
    async check(harness) {
      await comesOut(harness, [
        outgoingEvent({
          topic: nasty,
          type: `type of ${nasty}`,
          source: `source of ${nasty}`,
          key: nasty,
          time: 1,
          headers: {
            traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
            nasty,
          },
        }),
        outgoingEvent({ key: '', headers: { empty: '', __proto__name: 'x', constructor: 'y' } }),
        outgoingEvent({ key: null, headers: {}, time: 8_640_000_000_000_000 }),
      ])
    },
  },
  {
    name: 'data of 1 MB comes out as it went in, also many of them in one unit of work',
    async check(harness) {
      const text = (index: number): string => JSON.stringify(`${index}:`.padEnd(1_048_576, 'ü'))
      await comesOut(
        harness,
        [0, 1, 2, 3, 4, 5].map((index) => outgoingEvent({ data: text(index) })),
      )
    },
  },
  {
    name: 'what the caller changes after the append is not stored',
    async check(harness) {
      const headers: Record<string, string> = { tenant: 'a' }
      const event = outgoingEvent({ headers })
      const stored = structuredClone(event)
      await publish(harness, [event])
      headers['tenant'] = 'b'
      const claimed = await claim(harness.log, await openSession(harness.log))
      deepEqual(
        claimed.map((row) => row.event),
        [stored],
      )
    },
  },
  {
    name: 'an exhausted event comes out as it went in',
    async check(harness) {
      const event = outgoingEvent({ data: data[0]!, key: nasty, headers: { nasty } })
      await exhaust(harness, [event])
      const listed = await harness.log.listExhausted({ limit: 10 })
      deepEqual(
        listed.map((row) => row.event),
        [event],
      )
    },
  },
]

async function comesOut(
  harness: Parameters<EventLogCase['check']>[0],
  events: readonly OutgoingEvent[],
): Promise<void> {
  await publish(harness, events)
  const claimed = await claim(harness.log, await openSession(harness.log))
  deepEqual(
    idsOf(claimed),
    events.map(({ id }) => id),
  )
  for (const [index, row] of claimed.entries()) deepEqual(row.event, events[index])
}
