import { type Gate, gate } from 'testing-databases'
import { describe, test } from 'vitest'
import type { OutgoingEvent } from '../../src/contracts/outgoing-event.ts'
import { defineEvent } from '../../src/event/define-event.ts'
import { inProcessTransport } from '../../src/in-memory/in-process-transport.ts'
import { createSubscriber } from '../../src/subscriber/create-subscriber.ts'
import type { Subscriber } from '../../src/subscriber/subscriber.ts'
import { publisherContract, type PublisherHarness } from '../../src/testing/index.ts'

const topic = 'contract.events'

/** Keeps the text of what was handled: a handler itself is given the parsed data. */
function recordHandled(subscriber: Subscriber): readonly OutgoingEvent[] {
  const handled: OutgoingEvent[] = []
  const [handler] = subscriber.handlersOf(topic)
  if (handler === undefined) throw new Error('There is no handler.')
  const handle = handler.handle.bind(handler)
  handler.handle = async (event, context) => {
    const verdict = await handle(event, context)
    if (verdict.status === 'done') handled.push(event)
    return verdict
  }
  return handled
}

async function createHarness(): Promise<PublisherHarness> {
  let refused: ReadonlySet<string> = new Set()
  let hanging: Gate | undefined
  const ended = gate()
  const subscriber = createSubscriber().on(defineEvent(topic), async (event) => {
    hanging?.open()
    if (hanging !== undefined) await ended.passed
    if (refused.has(event.id)) throw new Error('refused')
  })
  const handled = recordHandled(subscriber)
  const publisher = inProcessTransport({ subscriber })
  return {
    publisher,
    arrived: async () =>
      handled.map(({ id, type, source, time, headers, data, topic: arrivedTopic }) => ({
        id,
        topic: arrivedTopic,
        type,
        source,
        time,
        headers,
        data,
      })),
    refuse: async (ids) => {
      refused = new Set(ids)
    },
    hang: () => {
      hanging = gate()
      return { reached: hanging.passed }
    },
    cleanup: async () => ended.open(),
  }
}

describe('the in-process transport', () => {
  // oxlint-disable-next-line vitest/expect-expect, vitest/valid-title -- each case asserts by itself
  for (const { name, run } of publisherContract({ createHarness, topic })) test(name, run)
})
