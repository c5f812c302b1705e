import { deepEqual, equal, ok } from 'node:assert/strict'
import type { ExplicitUnitOfWork } from 'uow'
import type { InboxDelivery } from '../../contracts/inbox.ts'
import type { InboxHarness } from '../inbox-harness.ts'
import type { InboxCase } from './inbox-case.ts'
import {
  day,
  deliver,
  expectRows,
  minute,
  record,
  recordInVain,
  replicasOf,
  rowOf,
  week,
} from './scene.ts'
import { withoutWaiting } from './without-waiting.ts'

const needs = 'concurrentTransactions'

/** What two replicas do at once, and forced interleavings with a transaction that stays open. */
export const concurrencyCases: readonly InboxCase[] = [
  {
    name: 'of two replicas at once exactly one records, round after round',
    async check(harness) {
      for (let round = 0; round < 25; round++) {
        const delivery = await deliver(harness)
        const replicas = replicasOf(harness)
        const answers = await Promise.all(replicas.map((each) => record(each, delivery)))
        const refused = answers.filter((answer) => answer !== 'recorded')
        const told = `round ${round}: ${answers.join(', ')}`
        ok(refused.length === 1 && refused[0] !== 'outsideWindow', told)
        for (const each of replicas) equal(await record(each, delivery), 'handled')
      }
    },
  },
  {
    name: 'of two transactions that are open at once one records, and the other is told busy',
    needs,
    async check(harness) {
      for (let round = 0; round < 10; round++) {
        const delivery = await deliver(harness)
        const works = await Promise.all(
          replicasOf(harness).map(async ({ inbox, unitOfWork }) => {
            const work = await unitOfWork.begin()
            return { work, answer: () => inbox.record(work.transaction, delivery) }
          }),
        )
        try {
          const answers = await withoutWaiting(harness, () =>
            Promise.all(works.map(({ answer }) => answer())),
          )
          deepEqual(answers.toSorted(), ['busy', 'recorded'])
          await expectRows(harness, [])
        } finally {
          for (const { work } of works) await work.rollback()
        }
      }
    },
  },
  {
    name: 'while a transaction with a record is open, others are told busy, and handled once it committed',
    needs,
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const delivery = await deliver(harness)
      await whileRecorded(harness, delivery, async (work) => {
        await expectRows(harness, [])
        for (const replica of [first, second]) {
          equal(await withoutWaiting(harness, () => record(replica, delivery)), 'busy')
        }
        await expectRows(harness, [])
        await work.commit()
        for (const replica of [first, second]) equal(await record(replica, delivery), 'handled')
        await expectRows(harness, [rowOf(delivery)])
      })
    },
  },
  {
    name: 'what a transaction had recorded is recorded by another once it rolled back',
    needs,
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const delivery = await deliver(harness)
      await whileRecorded(harness, delivery, async (work) => {
        equal(await withoutWaiting(harness, () => record(second, delivery)), 'busy')
        await work.rollback()
        equal(await record(second, delivery), 'recorded')
        equal(await record(first, delivery), 'handled')
      })
    },
  },
  {
    name: 'whoever is told busy can go on in its transaction, and ask again',
    needs,
    async check(harness) {
      const [, second] = replicasOf(harness)
      const delivery = await deliver(harness)
      const next = await deliver(harness)
      await whileRecorded(harness, delivery, async (work) => {
        const { inbox, unitOfWork } = second
        await unitOfWork.run(async () => {
          const transaction = unitOfWork.current()!
          const ask = (of: InboxDelivery) =>
            withoutWaiting(harness, () => inbox.record(transaction, of))
          equal(await ask(delivery), 'busy')
          equal(await ask(next), 'recorded')
          await work.rollback()
          equal(await ask(delivery), 'recorded')
        })
        await expectRows(harness, [rowOf(delivery), rowOf(next)])
      })
    },
  },
  {
    name: 'the record of a nested unit that completed is busy until the unit around it has committed',
    needs,
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const delivery = await deliver(harness)
      await first.unitOfWork.run(async () => {
        equal(await record(first, delivery), 'recorded')
        equal(await withoutWaiting(harness, () => record(second, delivery)), 'busy')
        equal(await withoutWaiting(harness, () => second.inbox.beginAttempt(delivery)), 'busy')
        await expectRows(harness, [])
      })
      equal(await record(second, delivery), 'handled')
    },
  },
  {
    name: 'what a nested unit rolled back is free at once, while the unit around it goes on',
    needs,
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const delivery = await deliver(harness)
      await first.unitOfWork.run(async () => {
        equal(await recordInVain(first, delivery), 'recorded')
        equal(await withoutWaiting(harness, () => record(second, delivery)), 'recorded')
      })
      await expectRows(harness, [rowOf(delivery)])
    },
  },
  {
    name: 'an open record keeps nobody from other events, and other consumers from none',
    needs,
    async check(harness) {
      const [, second] = replicasOf(harness)
      const delivery = await deliver(harness)
      const others = [
        await deliver(harness),
        { ...delivery, consumer: 'mailing' },
        { ...delivery, source: 'warehouse' },
      ]
      await whileRecorded(harness, delivery, async () => {
        for (const other of others) {
          equal(await withoutWaiting(harness, () => second.inbox.beginAttempt(other)), 1)
          equal(await withoutWaiting(harness, () => record(second, other)), 'recorded')
        }
      })
    },
  },
  {
    name: 'no attempt is begun while the event is being handled',
    needs,
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const delivery = await deliver(harness)
      await whileRecorded(harness, delivery, async (work) => {
        for (const { inbox } of [first, second]) {
          equal(await withoutWaiting(harness, () => inbox.beginAttempt(delivery)), 'busy')
        }
        await work.rollback()
        equal(await second.inbox.beginAttempt(delivery), 1)
      })
    },
  },
  {
    name: 'what was attempted before is busy, too, while it is being handled',
    needs,
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const delivery = await deliver(harness)
      equal(await second.inbox.beginAttempt(delivery), 1)
      await whileRecorded(harness, delivery, async (work) => {
        await expectRows(harness, [rowOf(delivery, { attempts: 1, handled: false })])
        for (const replica of [first, second]) {
          const { inbox } = replica
          equal(await withoutWaiting(harness, () => record(replica, delivery)), 'busy')
          equal(await withoutWaiting(harness, () => inbox.beginAttempt(delivery)), 'busy')
        }
        await work.commit()
        await expectRows(harness, [rowOf(delivery, { attempts: 1 })])
      })
    },
  },
  {
    name: 'cleaning waits for nobody who handles an event, and leaves that event alone',
    needs,
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const delivery = await deliver(harness)
      const { id } = delivery
      equal(await first.inbox.beginAttempt(delivery), 1)
      equal(await first.inbox.beginAttempt(await deliver(harness)), 1)
      await harness.advance(week + minute)
      const late = await deliver(harness, { id, age: week + minute })
      await whileRecorded(harness, late, async (work) => {
        const { deleted } = await withoutWaiting(harness, () =>
          second.inbox.deleteExpired({ limit: 10 }),
        )
        equal(deleted, 1)
        await work.commit()
        await expectRows(harness, [rowOf(delivery, { attempts: 1 })])
        await harness.advance(day)
        equal((await second.inbox.deleteExpired({ limit: 10 })).deleted, 0)
      })
    },
  },
]

/** Runs `work` while a transaction of the first replica that has recorded the delivery is open. */
async function whileRecorded(
  harness: InboxHarness,
  delivery: InboxDelivery,
  work: (open: ExplicitUnitOfWork) => Promise<void>,
): Promise<void> {
  const [{ inbox, unitOfWork }] = replicasOf(harness)
  const open = await unitOfWork.begin()
  try {
    equal(await inbox.record(open.transaction, delivery), 'recorded')
    await work(open)
  } finally {
    if (open.transaction.state === 'open') await open.rollback()
  }
}
