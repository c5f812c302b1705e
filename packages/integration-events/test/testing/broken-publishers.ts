import type { OutgoingEvent } from '../../src/contracts/outgoing-event.ts'
import type { Publisher, PublishOutcome } from '../../src/contracts/publisher.ts'
import type { RecordingBroker } from './recording-broker.ts'

/** A publisher that breaks one promise. */
export interface BrokenPublisher {
  /** What it does wrong. */
  readonly does: string
  readonly breakPublisher: (sane: Publisher, broker: RecordingBroker) => Partial<Publisher>
  /** The cases of the contract that must fail, and no other may. */
  readonly fails: readonly string[]
}

const accepted: PublishOutcome = { status: 'accepted' }

export const brokenPublishers: readonly BrokenPublisher[] = [
  {
    does: 'sends nothing, and says that all is well',
    breakPublisher: () => ({ publish: async (events) => events.map(() => accepted) }),
    fails: [
      'every event of a batch arrives once, and is accepted',
      'data arrives as it was sent',
      'id, topic, type, source and time arrive as they were sent',
      'headers arrive as they were sent',
      'data of 512 KB arrives as it was sent',
      'an event that is sent again has the same id',
      'when the broker refuses some events, exactly the others are accepted, in order',
      'when the broker refuses every event, none is accepted',
      'what was refused once is accepted when the broker takes it',
      'calls at the same moment each get the outcomes of their own events',
      'a call ends when its signal is aborted, and accepts nothing that was not answered',
      'a call whose signal is aborted already sends nothing, and accepts nothing',
      'a call that was aborted does not disturb the others',
    ],
  },
  {
    does: 'reports a partial failure as success',
    breakPublisher: (sane) => ({
      publish: async (events, context) => {
        const outcomes = await sane.publish(events, context)
        const some = outcomes.some(({ status }) => status === 'accepted')
        return some ? outcomes.map(() => accepted) : outcomes
      },
    }),
    fails: [
      'when the broker refuses some events, exactly the others are accepted, in order',
      'calls at the same moment each get the outcomes of their own events',
    ],
  },
  {
    does: 'reports a partial failure as a failure of all',
    breakPublisher: (sane) => ({
      publish: async (events, context) => {
        const outcomes = await sane.publish(events, context)
        const failed = outcomes.find(({ status }) => status !== 'accepted')
        return failed === undefined ? outcomes : outcomes.map(() => failed)
      },
    }),
    fails: [
      'when the broker refuses some events, exactly the others are accepted, in order',
      'calls at the same moment each get the outcomes of their own events',
    ],
  },
  {
    does: 'stops at the first failure, and says nothing of the rest',
    breakPublisher: (sane) => ({
      publish: async (events, context) => {
        const outcomes: PublishOutcome[] = []
        for (const event of events) {
          outcomes.push(...(await sane.publish([event], context)))
          if (outcomes.at(-1)?.status !== 'accepted') break
        }
        return outcomes
      },
    }),
    fails: [
      'when the broker refuses some events, exactly the others are accepted, in order',
      'when the broker refuses every event, none is accepted',
      'what was refused once is accepted when the broker takes it',
      'calls at the same moment each get the outcomes of their own events',
    ],
  },
  {
    does: 'takes every refusal for success',
    breakPublisher: (sane) => ({
      publish: async (events, context) => {
        const outcomes = await sane.publish(events, context)
        return outcomes.map((outcome) => (outcome.status === 'transient' ? accepted : outcome))
      },
    }),
    fails: [
      'when the broker refuses some events, exactly the others are accepted, in order',
      'when the broker refuses every event, none is accepted',
      'calls at the same moment each get the outcomes of their own events',
      'a call whose signal is aborted already sends nothing, and accepts nothing',
    ],
  },
  {
    does: 'answers in the order in which it was answered',
    breakPublisher: (sane) => ({
      publish: async (events, context) => (await sane.publish(events, context)).toReversed(),
    }),
    fails: [
      'when the broker refuses some events, exactly the others are accepted, in order',
      'calls at the same moment each get the outcomes of their own events',
    ],
  },
  {
    does: 'gives no reason for a failure',
    breakPublisher: (sane) => ({
      publish: async (events, context) =>
        (await sane.publish(events, context)).map((outcome) =>
          outcome.status === 'accepted' ? outcome : { status: outcome.status, error: undefined },
        ),
    }),
    fails: [
      'an event that is sent again has the same id',
      'when the broker refuses some events, exactly the others are accepted, in order',
      'when the broker refuses every event, none is accepted',
      'what was refused once is accepted when the broker takes it',
      'calls at the same moment each get the outcomes of their own events',
    ],
  },
  {
    does: 'mixes up the outcomes of two calls',
    breakPublisher: (sane) => {
      let other: Promise<readonly PublishOutcome[]> = Promise.resolve([])
      return {
        publish: async (events, context) => {
          const before = other
          other = sane.publish(events, context)
          const own = await other
          const [first] = await before
          return own.map((outcome, index) => (index === 0 ? (first ?? outcome) : outcome))
        },
      }
    },
    fails: [
      'an event that is sent again has the same id',
      'calls at the same moment each get the outcomes of their own events',
      'a call that was aborted does not disturb the others',
    ],
  },
  {
    does: 'never sends again what was refused',
    breakPublisher: (sane) => {
      const refused = new Map<string, PublishOutcome>()
      return {
        publish: async (events, context) => {
          const known = events.map(({ id }) => refused.get(id))
          const rest = events.filter((_, index) => known[index] === undefined)
          const outcomes = [...(await sane.publish(rest, context))]
          return events.map(({ id }, index) => {
            const outcome = known[index] ?? outcomes.shift()!
            if (outcome.status !== 'accepted') refused.set(id, outcome)
            return outcome
          })
        },
      }
    },
    fails: [
      'an event that is sent again has the same id',
      'what was refused once is accepted when the broker takes it',
    ],
  },
  {
    does: 'sends each event twice',
    breakPublisher: (sane) => ({
      publish: async (events, context) => {
        await sane.publish(events, context)
        return await sane.publish(events, context)
      },
    }),
    fails: [
      'every event of a batch arrives once, and is accepted',
      'an event that is sent again has the same id',
      'what was refused once is accepted when the broker takes it',
      'calls at the same moment each get the outcomes of their own events',
      'a call that was aborted does not disturb the others',
    ],
  },
  {
    does: 'gives an event another id with each send',
    breakPublisher: changing((event) => ({ ...event, id: crypto.randomUUID() })),
    fails: [
      'every event of a batch arrives once, and is accepted',
      'data arrives as it was sent',
      'id, topic, type, source and time arrive as they were sent',
      'headers arrive as they were sent',
      'data of 512 KB arrives as it was sent',
      'an event that is sent again has the same id',
      'when the broker refuses some events, exactly the others are accepted, in order',
      'when the broker refuses every event, none is accepted',
      'what was refused once is accepted when the broker takes it',
      'calls at the same moment each get the outcomes of their own events',
      'a call that was aborted does not disturb the others',
    ],
  },
  {
    does: 'parses data on its way',
    breakPublisher: changing((event) => ({
      ...event,
      data: JSON.stringify(JSON.parse(event.data)),
    })),
    fails: ['data arrives as it was sent'],
  },
  {
    does: 'escapes data for a page',
    breakPublisher: changing((event) => ({
      ...event,
      data: event.data.replaceAll('<', '\\u003c'),
    })),
    fails: ['data arrives as it was sent'],
  },
  {
    does: 'unwraps a string that holds JSON',
    breakPublisher: changing((event) => ({
      ...event,
      data: event.data.startsWith('"{') ? (JSON.parse(event.data) as string) : event.data,
    })),
    fails: ['data arrives as it was sent'],
  },
  {
    does: 'sends text as Latin-1',
    breakPublisher: changing((event) => ({
      ...event,
      data: Buffer.from(event.data, 'utf8').toString('latin1'),
    })),
    fails: ['data arrives as it was sent', 'data of 512 KB arrives as it was sent'],
  },
  {
    does: 'cuts data at 256 KB',
    breakPublisher: changing((event) => ({ ...event, data: event.data.slice(0, 262_144) })),
    fails: ['data of 512 KB arrives as it was sent'],
  },
  {
    does: 'loses the headers',
    breakPublisher: changing((event) => ({ ...event, headers: {} })),
    fails: ['headers arrive as they were sent'],
  },
  {
    does: 'sends the topic as the type',
    breakPublisher: changing((event) => ({ ...event, type: event.topic })),
    fails: ['id, topic, type, source and time arrive as they were sent'],
  },
  {
    does: 'sends the time of sending',
    breakPublisher: changing((event) => ({ ...event, time: Date.now() })),
    fails: [
      'data arrives as it was sent',
      'id, topic, type, source and time arrive as they were sent',
      'headers arrive as they were sent',
      'data of 512 KB arrives as it was sent',
    ],
  },
  {
    does: 'fails on an empty batch',
    breakPublisher: (sane) => ({
      publish: async (events, context) => {
        if (events.length === 0) throw new RangeError('nothing to send')
        return await sane.publish(events, context)
      },
    }),
    fails: ['an empty batch has no outcome, and sends nothing'],
  },
  {
    does: 'goes on when its signal is aborted',
    breakPublisher: (sane) => ({
      publish: async (events, context) =>
        context.signal.aborted
          ? await sane.publish(events, context)
          : await sane.publish(events, { signal: new AbortController().signal }),
    }),
    fails: ['a call ends when its signal is aborted, and accepts nothing that was not answered'],
  },
  {
    does: 'accepts what was aborted',
    breakPublisher: (sane) => ({
      publish: async (events, context) => {
        const before = context.signal.aborted
        const outcomes = await sane.publish(events, context)
        return !before && context.signal.aborted ? events.map(() => accepted) : outcomes
      },
    }),
    fails: ['a call ends when its signal is aborted, and accepts nothing that was not answered'],
  },
  {
    does: 'sends although its signal is aborted already',
    breakPublisher: (sane, broker) => ({
      publish: async (events, context) => {
        if (context.signal.aborted) for (const event of events) await broker.take(event)
        return await sane.publish(events, context)
      },
    }),
    fails: [
      'a call whose signal is aborted already sends nothing, and accepts nothing',
      'a call that was aborted does not disturb the others',
    ],
  },
  {
    does: 'is of no use once a call was aborted',
    breakPublisher: (sane) => {
      const abort = new AbortController()
      return {
        publish: (events, { signal }) => {
          if (signal.aborted) abort.abort(signal.reason)
          return sane.publish(events, { signal: AbortSignal.any([signal, abort.signal]) })
        },
      }
    },
    fails: ['a call that was aborted does not disturb the others'],
  },
  {
    does: 'cannot be closed twice',
    breakPublisher: () => {
      let closed = 0
      return {
        close: async () => {
          if (closed++ > 0) throw new Error('closed already')
        },
      }
    },
    fails: ['a publisher can be closed twice'],
  },
  {
    does: 'cannot be closed unopened',
    breakPublisher: () => {
      let opened = false
      return {
        open: async () => {
          opened = true
        },
        close: async () => {
          if (!opened) throw new Error('never opened')
        },
      }
    },
    fails: ['a publisher that was never opened can be closed'],
  },
  {
    does: 'has no name',
    breakPublisher: () => ({ name: '' }),
    fails: ['a publisher has a name, and limits that let events through'],
  },
]

function changing(
  change: (event: OutgoingEvent) => OutgoingEvent,
): BrokenPublisher['breakPublisher'] {
  return (sane) => ({
    publish: (events, context) => sane.publish(events.map(change), context),
  })
}
