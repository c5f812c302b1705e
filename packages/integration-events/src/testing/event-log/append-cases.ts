import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import type { Transaction } from 'uow'
import type { EventLogCase } from './event-log-case.ts'
import {
  claim,
  expectRows,
  idsOf,
  openSession,
  outgoingEvent,
  outgoingEvents,
  publish,
  sequencesOf,
  settleAll,
} from './scene.ts'

export const appendCases: readonly EventLogCase[] = [
  {
    name: 'what was appended is stored and queued when its unit of work commits',
    async check(harness) {
      const events = outgoingEvents(3)
      const appended = await publish(harness, events)
      deepEqual(
        appended.map(({ event, owned }) => ({ event, owned })),
        events.map((event) => ({ event, owned: false })),
      )
      const { log, queue } = await harness.rows()
      const expected = appended.map(({ sequence, event }) => ({ sequence, id: event.id }))
      deepEqual(log, expected)
      deepEqual(queue, expected)
    },
  },
  {
    name: 'a unit of work that rolls back leaves nothing behind',
    async check(harness) {
      const { log, unitOfWork } = harness
      const session = await openSession(log)
      const appending = unitOfWork.run(async () => {
        const events = [
          { event: outgoingEvent(), owned: true },
          { event: outgoingEvent(), owned: false },
        ]
        equal((await log.append(unitOfWork.current()!, events, session)).length, 2)
        throw new RangeError('the business said no')
      })
      await rejects(appending, RangeError)
      await expectRows(harness, {})
      await log.endSession(session)
      deepEqual(await claim(log, await openSession(log)), [])
    },
  },
  {
    name: 'a nested frame that rolls back takes only its own events with it',
    async check(harness) {
      const { log, unitOfWork } = harness
      const append = async (): Promise<string> => {
        const event = outgoingEvent()
        await log.append(unitOfWork.current()!, [{ event, owned: false }], null)
        return event.id
      }
      const kept: string[] = []
      await unitOfWork.run(async () => {
        kept.push(await append())
        await unitOfWork.run(async () => {
          kept.push(await append())
          const nested = unitOfWork.run(async () => {
            await append()
            throw new RangeError('not this part')
          })
          await rejects(nested, RangeError)
        })
        kept.push(await append())
      })
      const { log: stored, queue } = await harness.rows()
      deepEqual(
        stored.map(({ id }) => id),
        kept,
      )
      deepEqual(
        queue.map(({ id }) => id),
        kept,
      )
    },
  },
  {
    name: 'a nested frame that completed is undone with the unit of work around it',
    async check(harness) {
      const { log, unitOfWork } = harness
      const outer = unitOfWork.run(async () => {
        await publish(harness, outgoingEvents(2))
        throw new RangeError('all of it')
      })
      await rejects(outer, RangeError)
      await expectRows(harness, {})
      deepEqual(await claim(log, await openSession(log)), [])
    },
  },
  {
    name: 'the sequence ascends in the order of publishing within a transaction',
    async check(harness) {
      const { log, unitOfWork } = harness
      const events = outgoingEvents(30)
      const appended = await unitOfWork.run(async () => {
        const parts = []
        for (const size of [1, 20, 2, 7]) {
          const part = events.slice(parts.length, parts.length + size)
          const append = part.map((event) => ({ event, owned: false }))
          parts.push(...(await log.append(unitOfWork.current()!, append, null)))
        }
        return parts
      })
      deepEqual(
        idsOf(appended),
        events.map(({ id }) => id),
      )
      const sequences = sequencesOf(appended)
      deepEqual(
        sequences,
        sequences.toSorted((left, right) => left - right),
      )
      equal(new Set(sequences).size, events.length)
      deepEqual(idsOf(await claim(log, await openSession(log))), idsOf(appended))
    },
  },
  {
    name: 'a unit of work can hold 2,500 events, in order',
    async check(harness) {
      const events = outgoingEvents(2_500)
      const appended = await publish(harness, events)
      deepEqual(
        idsOf(appended),
        events.map(({ id }) => id),
      )
      const { log, queue } = await harness.rows()
      deepEqual(
        log.map(({ id }) => id),
        events.map(({ id }) => id),
      )
      equal(queue.length, 2_500)
      const claimed = await claim(harness.log, await openSession(harness.log), { limit: 2_500 })
      deepEqual(
        idsOf(claimed),
        events.map(({ id }) => id),
      )
    },
  },
  {
    name: 'appending no event does nothing',
    async check(harness) {
      deepEqual(await publish(harness, []), [])
      await expectRows(harness, {})
    },
  },
  {
    name: 'events are born owned or pending, as was asked for each',
    async check(harness) {
      const { log, unitOfWork } = harness
      const session = await openSession(log)
      const appended = await unitOfWork.run(async () => {
        const events = [true, false, true].map((owned) => ({ event: outgoingEvent(), owned }))
        return await log.append(unitOfWork.current()!, events, session)
      })
      deepEqual(
        appended.map(({ owned }) => owned),
        [true, false, true],
      )
      const [first, second, third] = sequencesOf(appended)
      const other = await openSession(log)
      deepEqual(sequencesOf(await claim(log, other)), [second])
      await settleAll(log, session, [first!, third!], { outcome: 'published' })
      await expectRows(harness, { log: sequencesOf(appended), queue: [second!] })
    },
  },
  {
    name: 'being born owned counts as the first attempt',
    async check(harness) {
      const { log } = harness
      const session = await openSession(log)
      const sequences = sequencesOf(await publish(harness, outgoingEvents(1), session))
      await settleAll(log, session, sequences, { outcome: 'retry', delay: 0, error: 'busy' })
      const [event] = await claim(log, session)
      equal(event?.attempts, 2)
    },
  },
  {
    name: 'without a session events are born pending, whatever was asked for',
    async check(harness) {
      const { log, unitOfWork } = harness
      const appended = await unitOfWork.run(
        async () =>
          await log.append(unitOfWork.current()!, [{ event: outgoingEvent(), owned: true }], null),
      )
      deepEqual(
        appended.map(({ owned }) => owned),
        [false],
      )
      const [event] = await claim(log, await openSession(log))
      equal(event?.attempts, 1)
    },
  },
  {
    name: 'events appended under a session that has ended are born pending',
    async check(harness) {
      const { log } = harness
      const session = await openSession(log)
      await log.endSession(session)
      const appended = await publish(harness, outgoingEvents(2), session)
      deepEqual(
        appended.map(({ owned }) => owned),
        [false, false],
      )
      const claimed = await claim(log, await openSession(log))
      deepEqual(
        claimed.map(({ attempts }) => attempts),
        [1, 1],
      )
    },
  },
  {
    name: 'appending to a transaction that has ended is refused',
    async check(harness) {
      const { log, unitOfWork } = harness
      let transaction: Transaction | undefined
      await unitOfWork.run(() => {
        transaction = unitOfWork.current()
      })
      ok(transaction !== undefined)
      const ended = transaction
      await rejects(() => log.append(ended, [{ event: outgoingEvent(), owned: false }], null))
      await expectRows(harness, {})
    },
  },
]
