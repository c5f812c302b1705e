import { equal } from 'node:assert/strict'
import type { InboxDelivery } from '../../contracts/inbox.ts'
import type { InboxCase } from './inbox-case.ts'
import {
  day,
  deleteAllExpired,
  deliver,
  expectRows,
  hour,
  minute,
  record,
  recordInVain,
  replicasOf,
  rowOf,
  week,
} from './scene.ts'

export const windowCases: readonly InboxCase[] = [
  {
    name: 'an event whose date is within the window is recorded, and attempted',
    async check(harness) {
      const [first, second] = replicasOf(harness)
      for (const age of [-week, 0, day, week - minute]) {
        const delivery = await deliver(harness, { age })
        equal(await first.inbox.beginAttempt(delivery), 1)
        equal(await record(second, delivery), 'recorded')
        equal(await record(second, await deliver(harness, { age })), 'recorded')
      }
    },
  },
  {
    name: 'an event whose date is outside the window is refused, and leaves nothing',
    async check(harness) {
      const [first, second] = replicasOf(harness)
      for (const age of [week, week + minute, 1_000 * day]) {
        const delivery = await deliver(harness, { age })
        for (const replica of [first, second]) {
          equal(await record(replica, delivery), 'outsideWindow')
          equal(await replica.inbox.beginAttempt(delivery), 'outsideWindow')
        }
      }
      await expectRows(harness, [])
    },
  },
  {
    name: 'an event outside the window is recorded, and attempted, where that is accepted',
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const given = { age: 1_000 * day, outsideWindow: 'accept' } as const
      const delivery = await deliver(harness, given)
      equal(await record(first, delivery), 'recorded')
      equal(await record(second, delivery), 'handled')
      const attempted = await deliver(harness, given)
      equal(await second.inbox.beginAttempt(attempted), 1)
      equal(await second.inbox.beginAttempt(attempted), 2)
      await expectRows(harness, [
        rowOf(delivery),
        rowOf(attempted, { attempts: 2, handled: false }),
      ])
    },
  },
  {
    name: 'a later date of what was handled, which a replay has, prolongs its record',
    async check(harness) {
      const [first, second] = replicasOf(harness)
      for (const ask of ['record', 'attempt'] as const) {
        const delivery = await deliver(harness, { age: 0 })
        equal(await record(first, delivery), 'recorded')
        await harness.advance(6 * day)
        const replayed = { ...delivery, date: await harness.now() }
        if (ask === 'record') equal(await record(second, replayed), 'handled')
        else equal(await second.inbox.beginAttempt(replayed), 'handled')
        await harness.advance(2 * day)
        await deleteAllExpired(first.inbox)
        const again = { ...delivery, date: (await harness.now()) - 2 * day }
        equal(await record(first, again), 'handled')
      }
    },
  },
  {
    name: 'the window is that of each delivery',
    async check(harness) {
      const [first] = replicasOf(harness)
      const inside = await deliver(harness, { age: day, window: 2 * day })
      const outside = await deliver(harness, { age: day, window: hour })
      equal(await record(first, inside), 'recorded')
      equal(await record(first, outside), 'outsideWindow')
    },
  },
  {
    name: 'an event outside the window is handled where its record is still there',
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const given = { age: week + day, outsideWindow: 'accept' } as const
      const delivery = await deliver(harness, given)
      equal(await record(first, delivery), 'recorded')
      for (const outsideWindow of ['refuse', 'accept'] as const) {
        const again = { ...delivery, outsideWindow }
        equal(await record(second, again), 'handled')
        equal(await second.inbox.beginAttempt(again), 'handled')
      }
    },
  },
  {
    name: 'an event outside the window is not refused where its attempts are still there',
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const delivery = await deliver(harness, { age: week - hour })
      equal(await first.inbox.beginAttempt(delivery), 1)
      await harness.advance(2 * hour)
      const { id } = delivery
      const later = await deliver(harness, { id, age: week + hour })
      equal(await recordInVain(second, later), 'recorded')
      equal(await second.inbox.beginAttempt(later), 2)
      equal(await record(first, later), 'recorded')
      equal(await record(second, later), 'handled')
    },
  },
  {
    // The replicas ask at every step, the cleaner deletes at every step; none falls on a boundary.
    name: 'what was handled is never recorded again, whatever its date and however late it comes again',
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const step = 13 * hour
      const ages = [-72, -2, 0, 1, 85, 167].map((hours) => hours * hour)
      const handled = await Promise.all(ages.map((age) => deliver(harness, { age })))
      for (const delivery of handled) equal(await record(first, delivery), 'recorded')
      for (let late = step; late < 12 * day; late += step) {
        await harness.advance(step)
        await deleteAllExpired(first.inbox)
        const left = new Set((await harness.rows()).map(({ id }) => id))
        const again = await Promise.all(
          handled.map(({ id }, index) => deliver(harness, { id, age: ages[index]! + late })),
        )
        await second.unitOfWork.run(async () => {
          for (const delivery of again) {
            const answer = await second.inbox.record(second.unitOfWork.current()!, delivery)
            equal(answer, left.has(delivery.id) ? 'handled' : 'outsideWindow', `${late / hour} h`)
          }
        })
        for (const delivery of again) {
          const answer = await first.inbox.beginAttempt(delivery)
          equal(answer, left.has(delivery.id) ? 'handled' : 'outsideWindow', `${late / hour} h`)
        }
      }
      await expectRows(harness, [])
    },
  },
  {
    // A database may take the time of its beginning for a transaction's own. By that the event would
    // be within the window still, although its record is gone.
    name: 'a transaction that began long ago goes by the time at which it asks',
    needs: 'concurrentTransactions',
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const work = await second.unitOfWork.begin()
      try {
        const ask = (delivery: InboxDelivery) => second.inbox.record(work.transaction, delivery)
        equal(await ask(await deliver(harness)), 'recorded')
        const delivery = await deliver(harness, { window: 10 })
        equal(await record(first, { ...delivery, outsideWindow: 'accept' }), 'recorded')
        const recordedBy = await harness.now()
        // The clock goes on by itself, or by `advance`.
        while ((await harness.now()) <= recordedBy + delivery.window) await harness.advance(1)
        equal(await deleteAllExpired(first.inbox), 1)
        equal(await ask(delivery), 'outsideWindow')
      } finally {
        await work.rollback()
      }
    },
  },
]
