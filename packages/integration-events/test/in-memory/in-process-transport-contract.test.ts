import { type Gate, gate } from 'testing-databases'
import { describe, test } from 'vitest'
import type { OutgoingEvent } from '../../src/contracts/outgoing-event.ts'
import type { EventDefinition } from '../../src/event/event-definition.ts'
import { defineEvent } from '../../src/event/define-event.ts'
import { inProcessTransport } from '../../src/in-memory/in-process-transport.ts'
import { createSubscriber } from '../../src/subscriber/create-subscriber.ts'
import type { EventHandler, HandlerContext } from '../../src/subscriber/received-event.ts'
import { type HandlerVerdict, RegisteredHandler } from '../../src/subscriber/registered-handler.ts'
import { publisherContract, type PublisherHarness } from '../../src/testing/index.ts'

const topic = 'contract.events'

/** Keeps the text of what was handled: a handler itself is given the parsed data. */
class RecordingHandler extends RegisteredHandler {
  readonly handled: OutgoingEvent[] = []

  constructor(definition: EventDefinition, handler: EventHandler) {
    super(definition, 'contract', handler)
  }

  override async handle(event: OutgoingEvent, context: HandlerContext): Promise<HandlerVerdict> {
    const verdict = await super.handle(event, context)
    if (verdict.status === 'done') this.handled.push(event)
    return verdict
  }
}

async function createHarness(): Promise<PublisherHarness> {
  let refused: ReadonlySet<string> = new Set()
  let hanging: Gate | undefined
  const ended = gate()
  const handler = new RecordingHandler(defineEvent(topic), async (event) => {
    hanging?.open()
    if (hanging !== undefined) await ended.passed
    if (refused.has(event.id)) throw new Error('refused')
  })
  const subscriber = createSubscriber()
  const publisher = inProcessTransport({
    subscriber: Object.assign(subscriber, { handlersOf: () => [handler] }),
  })
  return {
    publisher,
    arrived: async () =>
      handler.handled.map(({ id, type, source, time, headers, data, topic: arrivedTopic }) => ({
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
