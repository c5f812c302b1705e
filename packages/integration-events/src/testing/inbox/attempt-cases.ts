import { deepEqual, equal, ok } from 'node:assert/strict'
import type { InboxCase } from './inbox-case.ts'
import { deliver, expectRows, record, recordInVain, replicasOf, rowOf } from './scene.ts'

export const attemptCases: readonly InboxCase[] = [
  {
    name: 'attempts are counted from 1, on whichever replica they are begun',
    async check(harness) {
      const { inbox, secondInbox } = harness
      const delivery = await deliver(harness)
      equal(await inbox.beginAttempt(delivery), 1)
      await expectRows(harness, [rowOf(delivery, { attempts: 1, handled: false })])
      equal(await secondInbox.beginAttempt(delivery), 2)
      equal(await secondInbox.beginAttempt(delivery), 3)
      equal(await inbox.beginAttempt(delivery), 4)
      await expectRows(harness, [rowOf(delivery, { attempts: 4, handled: false })])
    },
  },
  {
    name: 'an attempt stays counted although its handling is rolled back',
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const delivery = await deliver(harness)
      for (const attempts of [1, 2, 3]) {
        equal(await first.inbox.beginAttempt(delivery), attempts)
        equal(await recordInVain(first, delivery), 'recorded')
        await expectRows(harness, [rowOf(delivery, { attempts, handled: false })])
      }
      equal(await second.inbox.beginAttempt(delivery), 4)
    },
  },
  {
    name: 'attempts that are begun at once get a number each',
    async check(harness) {
      const { inbox, secondInbox } = harness
      const delivery = await deliver(harness)
      const begun = Array.from({ length: 10 }, (_, index) =>
        (index % 2 === 0 ? inbox : secondInbox).beginAttempt(delivery),
      )
      const numbers = (await Promise.all(begun)).filter((answer) => answer !== 'busy')
      ok(numbers.length > 0)
      deepEqual(
        numbers.toSorted((left, right) => Number(left) - Number(right)),
        numbers.map((_, index) => index + 1),
      )
      equal(await inbox.beginAttempt(delivery), numbers.length + 1)
    },
  },
  {
    name: 'what was handled begins no attempt',
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const delivery = await deliver(harness)
      await record(first, delivery)
      for (const { inbox } of [first, second]) equal(await inbox.beginAttempt(delivery), 'handled')
      await expectRows(harness, [rowOf(delivery)])
    },
  },
  {
    name: 'what was attempted is recorded like any other, and handled with its attempts kept',
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const delivery = await deliver(harness)
      await first.inbox.beginAttempt(delivery)
      await second.inbox.beginAttempt(delivery)
      equal(await record(first, delivery), 'recorded')
      await expectRows(harness, [rowOf(delivery, { attempts: 2 })])
      for (const replica of [first, second]) equal(await record(replica, delivery), 'handled')
      equal(await second.inbox.beginAttempt(delivery), 'handled')
      await expectRows(harness, [rowOf(delivery, { attempts: 2 })])
    },
  },
  {
    name: 'an attempt that is taken back is counted again, on every replica',
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const delivery = await deliver(harness)
      equal(await first.inbox.beginAttempt(delivery), 1)
      equal(await first.inbox.beginAttempt(delivery), 2)
      await second.inbox.withdrawAttempt(delivery)
      await expectRows(harness, [rowOf(delivery, { attempts: 1, handled: false })])
      equal(await second.inbox.beginAttempt(delivery), 2)
      await first.inbox.withdrawAttempt(delivery)
      await first.inbox.withdrawAttempt(delivery)
      equal(await second.inbox.beginAttempt(delivery), 1)
      equal(await record(first, delivery), 'recorded')
    },
  },
  {
    name: 'taking back what was never attempted changes nothing',
    async check(harness) {
      const { inbox, secondInbox } = harness
      const delivery = await deliver(harness)
      await inbox.withdrawAttempt(delivery)
      await expectRows(harness, [])
      equal(await inbox.beginAttempt(delivery), 1)
      for (const each of [inbox, secondInbox, inbox]) await each.withdrawAttempt(delivery)
      equal(await secondInbox.beginAttempt(delivery), 1)
    },
  },
  {
    name: 'taking an attempt back leaves recorded what was handled, with its attempts',
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const delivery = await deliver(harness)
      await first.inbox.beginAttempt(delivery)
      await record(first, delivery)
      await first.inbox.withdrawAttempt(delivery)
      await second.inbox.withdrawAttempt(delivery)
      await expectRows(harness, [rowOf(delivery, { attempts: 1 })])
      equal(await second.inbox.beginAttempt(delivery), 'handled')
    },
  },
  {
    name: 'forgotten attempts are counted from 1 again, on every replica',
    async check(harness) {
      const { inbox, secondInbox } = harness
      const delivery = await deliver(harness)
      await inbox.beginAttempt(delivery)
      await inbox.beginAttempt(delivery)
      await inbox.forgetAttempts(delivery)
      equal(await secondInbox.beginAttempt(delivery), 1)
      equal(await inbox.beginAttempt(delivery), 2)
      await secondInbox.forgetAttempts(delivery)
      equal(await record(replicasOf(harness)[0], delivery), 'recorded')
    },
  },
  {
    name: 'forgetting attempts leaves recorded what was handled',
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const delivery = await deliver(harness)
      await first.inbox.beginAttempt(delivery)
      await record(first, delivery)
      await first.inbox.forgetAttempts(delivery)
      await second.inbox.forgetAttempts(delivery)
      equal(await record(second, delivery), 'handled')
      equal(await first.inbox.beginAttempt(delivery), 'handled')
    },
  },
  {
    name: 'forgetting what was never attempted changes nothing',
    async check(harness) {
      const delivery = await deliver(harness)
      await harness.inbox.forgetAttempts(delivery)
      await expectRows(harness, [])
      equal(await harness.inbox.beginAttempt(delivery), 1)
    },
  },
]
