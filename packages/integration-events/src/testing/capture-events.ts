import { committedEventsOf } from '../bus/committed-events.ts'
import type { IntegrationEventBus } from '../bus/integration-event-bus.ts'
import type { OutgoingEvent } from '../contracts/outgoing-event.ts'
import { UnknownBusError } from '../errors/unknown-bus-error.ts'
import { definitionOf, type EventOutput, type EventType } from '../event/event-type.ts'
import { createSubscriber } from '../subscriber/create-subscriber.ts'
import type { ReceivedEvent } from '../subscriber/received-event.ts'

const neverAborted = new AbortController().signal

/** What a bus has published since `captureEvents`, in the order of the commits. */
export interface CapturedEvents extends Disposable {
  /** As they were stored. A copy: what commits later is in the next one. */
  readonly all: readonly OutgoingEvent[]
  /**
   * Those of one event (of its topic), as a handler is given them: validated and transformed by the
   * schema, with a copy of the data of their own.
   *
   * @throws EventValidationError when one does not fit the schema, and what the schema itself throws.
   * @throws EventDefinitionError, InvalidTopicError when it is no event.
   */
  of<Event extends EventType>(event: Event): Promise<ReceivedEvent<EventOutput<Event>>[]>
  /** Forgets what was captured, and goes on. */
  clear(): void
  /** Captures no more; what was captured stays. `using` does the same. Can be called again. */
  stop(): void
}

/**
 * Captures what a bus publishes from now on, for the tests of a service.
 *
 * Only what has committed is captured: nothing of a rollback, nothing of a nested unit of work that
 * was rolled back, and nothing whose commit has an unknown outcome. It is there when the unit of
 * work has ended, whether the bus was started or not, also with `deliver: false`; nothing has to be
 * delivered for it. Captures of one bus know nothing of each other.
 *
 * ```ts
 * using captured = captureEvents(bus)
 * await placeOrder('42', 99)
 * const [placed] = await captured.of(OrderPlaced)
 * expect(placed?.data).toEqual({ orderId: '42', total: 99 })
 * ```
 *
 * @throws UnknownBusError when the bus was not made by `createIntegrationEventBus`, or is wrapped.
 */
export function captureEvents(bus: IntegrationEventBus): CapturedEvents {
  const committed = committedEventsOf(bus)
  if (committed === undefined) throw new UnknownBusError({ received: bus })
  let captured: OutgoingEvent[] = []
  const stop = committed.listen((events) => {
    // One by one: a call takes only so many parameters.
    for (const event of events) captured.push(event)
  })
  return {
    get all() {
      return [...captured]
    },
    async of<Event extends EventType>(event: Event) {
      const { topic } = definitionOf(event)
      const received: ReceivedEvent<EventOutput<Event>>[] = []
      // Through a subscriber, so that it is what a handler is given, and stays so.
      const subscriber = createSubscriber().on(event, (arrived) => void received.push(arrived))
      for (const outgoing of captured.filter((other) => other.topic === topic)) {
        const verdicts = await subscriber.handle(outgoing, { signal: neverAborted })
        for (const verdict of verdicts) if (verdict.status !== 'done') throw verdict.error
      }
      return received
    },
    clear() {
      captured = []
    },
    stop,
    [Symbol.dispose]: stop,
  }
}
