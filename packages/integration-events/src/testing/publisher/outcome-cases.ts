import { deepEqual, equal, ok } from 'node:assert/strict'
import type { PublisherCase } from './publisher-case.ts'
import { eventsOf, openPublisher, send } from './send.ts'

export const outcomeCases: readonly PublisherCase[] = [
  {
    name: 'when the broker refuses some events, exactly the others are accepted, in order',
    async check(harness, topic) {
      const { publisher } = harness
      await openPublisher(publisher)
      const events = eventsOf(topic, 9)
      const refused = new Set([1, 2, 5, 8].map((index) => events[index]!.id))
      await harness.refuse([...refused])
      const outcomes = await send(publisher, events)
      deepEqual(
        outcomes.map(({ status }) => status === 'accepted'),
        events.map(({ id }) => !refused.has(id)),
      )
      const arrived = new Set((await harness.arrived()).map(({ id }) => id))
      deepEqual(
        events.map(({ id }) => arrived.has(id)),
        events.map(({ id }) => !refused.has(id)),
      )
    },
  },
  {
    name: 'when the broker refuses every event, none is accepted',
    async check(harness, topic) {
      const { publisher } = harness
      await openPublisher(publisher)
      const events = eventsOf(topic, 3)
      await harness.refuse(events.map(({ id }) => id))
      const outcomes = await send(publisher, events)
      ok(!outcomes.some(({ status }) => status === 'accepted'))
      deepEqual(await harness.arrived(), [])
    },
  },
  {
    name: 'what was refused once is accepted when the broker takes it',
    async check(harness, topic) {
      const { publisher } = harness
      await openPublisher(publisher)
      const events = eventsOf(topic, 3)
      await harness.refuse([events[1]!.id])
      await send(publisher, events)
      await harness.refuse([])
      deepEqual(await send(publisher, [events[1]!]), [{ status: 'accepted' }])
      equal((await harness.arrived()).length, 3)
    },
  },
  {
    name: 'calls at the same moment each get the outcomes of their own events',
    async check(harness, topic) {
      const { publisher } = harness
      await openPublisher(publisher)
      const calls = [4, 1, 6, 3].map((count) => eventsOf(topic, count))
      const refused = new Set([calls[0]![1]!.id, calls[1]![0]!.id, calls[3]![2]!.id])
      await harness.refuse([...refused])
      const outcomes = await Promise.all(calls.map((events) => send(publisher, events)))
      deepEqual(
        outcomes.map((call) => call.map(({ status }) => status === 'accepted')),
        calls.map((call) => call.map(({ id }) => !refused.has(id))),
      )
      equal((await harness.arrived()).length, 11)
    },
  },
  {
    name: 'a publisher can be closed twice',
    async check({ publisher }, topic) {
      await openPublisher(publisher)
      await send(publisher, eventsOf(topic, 1))
      await publisher.close?.()
      await publisher.close?.()
    },
  },
  {
    name: 'a publisher that was never opened can be closed',
    async check({ publisher }) {
      await publisher.close?.()
    },
  },
  {
    name: 'a publisher has a name, and limits that let events through',
    async check({ publisher }) {
      ok(publisher.name.length > 0)
      ok(publisher.maxBatchSize === undefined || publisher.maxBatchSize >= 1)
      ok(publisher.maxBatchBytes === undefined || publisher.maxBatchBytes >= 1)
    },
  },
]
