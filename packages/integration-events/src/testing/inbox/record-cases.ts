import { equal, notEqual } from 'node:assert/strict'
import type { InboxCase } from './inbox-case.ts'
import {
  day,
  deliver,
  expectRows,
  failing,
  HandlerFailure,
  record,
  recordInVain,
  replicasOf,
  rowOf,
} from './scene.ts'

export const recordCases: readonly InboxCase[] = [
  {
    name: 'what was recorded and committed is handled, to every replica, also a day later',
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const delivery = await deliver(harness)
      equal(await record(first, delivery), 'recorded')
      equal(await record(first, delivery), 'handled')
      equal(await record(second, delivery), 'handled')
      await expectRows(harness, [rowOf(delivery)])
      await harness.advance(day)
      const { consumer, source, id } = delivery
      const later = await deliver(harness, { consumer, source, id, age: day })
      for (const replica of [first, second]) equal(await record(replica, later), 'handled')
      await expectRows(harness, [rowOf(delivery)])
    },
  },
  {
    name: 'a record that was rolled back never was, to every replica',
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const delivery = await deliver(harness)
      equal(await recordInVain(first, delivery), 'recorded')
      await expectRows(harness, [])
      equal(await recordInVain(second, delivery), 'recorded')
      equal(await recordInVain(first, delivery), 'recorded')
      await expectRows(harness, [])
      equal(await record(second, delivery), 'recorded')
      equal(await record(first, delivery), 'handled')
    },
  },
  {
    name: 'a nested unit that rolls back takes only its own record with it',
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const { inbox, unitOfWork } = first
      const outer = await deliver(harness)
      const inner = await deliver(harness)
      await unitOfWork.run(async () => {
        equal(await inbox.record(unitOfWork.current()!, outer), 'recorded')
        equal(await recordInVain(first, inner), 'recorded')
      })
      await expectRows(harness, [rowOf(outer)])
      equal(await record(second, outer), 'handled')
      equal(await record(second, inner), 'recorded')
    },
  },
  {
    name: 'what a nested unit rolled back is recorded anew in the unit around it',
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const { inbox, unitOfWork } = first
      const delivery = await deliver(harness)
      await unitOfWork.run(async () => {
        equal(await recordInVain(first, delivery), 'recorded')
        equal(await inbox.record(unitOfWork.current()!, delivery), 'recorded')
      })
      await expectRows(harness, [rowOf(delivery)])
      equal(await record(second, delivery), 'handled')
    },
  },
  {
    name: 'the record of a nested unit stands or falls with the unit around it',
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const { unitOfWork } = first
      const delivery = await deliver(harness)
      await failing(() =>
        unitOfWork.run(async () => {
          equal(await record(first, delivery), 'recorded')
          throw new HandlerFailure()
        }),
      )
      await expectRows(harness, [])
      await unitOfWork.run(async () => {
        equal(await record(first, delivery), 'recorded')
      })
      await expectRows(harness, [rowOf(delivery)])
      equal(await record(second, delivery), 'handled')
    },
  },
  {
    name: 'one transaction records an event once',
    async check(harness) {
      const [first] = replicasOf(harness)
      const { inbox, unitOfWork } = first
      const delivery = await deliver(harness)
      await unitOfWork.run(async () => {
        equal(await inbox.record(unitOfWork.current()!, delivery), 'recorded')
        notEqual(await inbox.record(unitOfWork.current()!, delivery), 'recorded')
        notEqual(await record(first, delivery), 'recorded')
      })
      await expectRows(harness, [rowOf(delivery)])
    },
  },
]
