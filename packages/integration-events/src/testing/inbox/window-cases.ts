import { equal } from 'node:assert/strict'
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
        for (const [index, { id }] of handled.entries()) {
          const age = ages[index]! + late
          const again = await deliver(harness, { id, age })
          const { length } = (await harness.rows()).filter((row) => row.id === id)
          const expected = length === 0 ? 'outsideWindow' : 'handled'
          const message = `of age ${ages[index]! / hour} h, ${late / hour} h later`
          equal(await record(second, again), expected, message)
          equal(await second.inbox.beginAttempt(again), expected, message)
        }
      }
      await expectRows(harness, [])
    },
  },
]
