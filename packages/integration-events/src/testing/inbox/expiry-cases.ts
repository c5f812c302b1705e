import { deepEqual, equal, ok } from 'node:assert/strict'
import type { InboxCase } from './inbox-case.ts'
import {
  day,
  deleteAllExpired,
  deliver,
  expectRows,
  hour,
  minute,
  record,
  replicasOf,
  rowOf,
  week,
} from './scene.ts'

export const expiryCases: readonly InboxCase[] = [
  {
    name: 'a record is deleted past its window, and not before',
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const delivery = await deliver(harness)
      await record(first, delivery)
      await harness.advance(week - minute)
      deepEqual(await second.inbox.deleteExpired({ limit: 10 }), { deleted: 0, more: false })
      await expectRows(harness, [rowOf(delivery)])
      await harness.advance(2 * minute)
      equal(await deleteAllExpired(second.inbox), 1)
      await expectRows(harness, [])
      equal(await deleteAllExpired(first.inbox), 0)
    },
  },
  {
    name: 'the window of an old event is counted from when it was handled',
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const age = week - hour
      const delivery = await deliver(harness, { age })
      await record(first, delivery)
      await harness.advance(week - minute)
      equal(await deleteAllExpired(first.inbox), 0)
      const { id } = delivery
      const later = await deliver(harness, { id, age: age + week - minute })
      equal(await record(second, later), 'handled')
      await harness.advance(2 * minute)
      equal(await deleteAllExpired(first.inbox), 1)
    },
  },
  {
    name: 'the window of an event to come is counted from its date',
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const age = -3 * day
      const delivery = await deliver(harness, { age })
      const attempted = await deliver(harness, { age })
      await record(first, delivery)
      await first.inbox.beginAttempt(attempted)
      await harness.advance(week + day)
      equal(await deleteAllExpired(first.inbox), 0)
      const { id } = delivery
      const later = await deliver(harness, { id, age: age + week + day })
      equal(await record(second, later), 'handled')
      await harness.advance(2 * day + minute)
      equal(await deleteAllExpired(first.inbox), 2)
      await expectRows(harness, [])
    },
  },
  {
    name: 'records of attempts alone are deleted past their window, too, counted from the last',
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const delivery = await deliver(harness)
      const { id } = delivery
      equal(await first.inbox.beginAttempt(delivery), 1)
      await harness.advance(4 * day)
      equal(await second.inbox.beginAttempt(await deliver(harness, { id, age: 4 * day })), 2)
      await harness.advance(4 * day)
      equal(await deleteAllExpired(first.inbox), 0)
      await expectRows(harness, [rowOf(delivery, { attempts: 2, handled: false })])
      await harness.advance(3 * day + minute)
      equal(await deleteAllExpired(first.inbox), 1)
      await expectRows(harness, [])
    },
  },
  {
    name: 'the window of what was attempted before is counted from when it was handled',
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const delivery = await deliver(harness)
      const { id } = delivery
      await first.inbox.beginAttempt(delivery)
      await harness.advance(4 * day)
      const handled = await deliver(harness, { id, age: 4 * day })
      equal(await record(first, handled), 'recorded')
      await harness.advance(4 * day)
      equal(await deleteAllExpired(first.inbox), 0)
      equal(await record(second, await deliver(harness, { id, age: 8 * day })), 'handled')
      await harness.advance(3 * day + minute)
      equal(await deleteAllExpired(first.inbox), 1)
    },
  },
  {
    name: 'the cleaning is bounded by its limit, oldest first, and says whether there is more',
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const kept = await deliver(harness, { window: 30 * day })
      await record(first, kept)
      for (const days of [5, 1, 4, 2, 3]) {
        await record(first, await deliver(harness, { id: `${days}`, window: days * day }))
      }
      await harness.advance(week)
      const left = async (): Promise<readonly string[]> =>
        (await harness.rows()).map(({ id }) => id).toSorted()
      deepEqual(await first.inbox.deleteExpired({ limit: 2 }), { deleted: 2, more: true })
      deepEqual(await left(), ['3', '4', '5', kept.id].toSorted())
      deepEqual(await second.inbox.deleteExpired({ limit: 2 }), { deleted: 2, more: true })
      deepEqual(await left(), ['5', kept.id].toSorted())
      deepEqual(await first.inbox.deleteExpired({ limit: 2 }), { deleted: 1, more: false })
      deepEqual(await left(), [kept.id])
    },
  },
  {
    name: 'what was deleted is refused when it comes again, and recorded where that is accepted',
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const delivery = await deliver(harness)
      await record(first, delivery)
      await harness.advance(week + minute)
      ok((await first.inbox.deleteExpired({ limit: 1 })).deleted === 1)
      const { id } = delivery
      const later = await deliver(harness, { id, age: week + minute })
      equal(await record(second, later), 'outsideWindow')
      equal(await second.inbox.beginAttempt(later), 'outsideWindow')
      equal(await record(second, { ...later, outsideWindow: 'accept' }), 'recorded')
    },
  },
]
