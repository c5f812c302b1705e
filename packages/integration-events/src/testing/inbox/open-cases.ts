import { equal, rejects } from 'node:assert/strict'
import { DifferentDatabasesError, InboxTablesMissingError } from '../../errors/index.ts'
import type { InboxCase } from './inbox-case.ts'
import { deliver, expectRows, record, replicasOf, rowOf } from './scene.ts'

export const openCases: readonly InboxCase[] = [
  {
    name: 'every replica can be opened, and opened again',
    async check(harness) {
      for (const { inbox, unitOfWork } of replicasOf(harness)) {
        await inbox.open({ unitOfWork })
        await inbox.open({ unitOfWork })
      }
      await expectRows(harness, [])
    },
  },
  {
    name: 'an inbox that was never opened records',
    opened: false,
    async check(harness) {
      const [first, second] = replicasOf(harness)
      const delivery = await deliver(harness)
      equal(await record(first, delivery), 'recorded')
      equal(await record(second, delivery), 'handled')
      await expectRows(harness, [rowOf(delivery)])
    },
  },
  {
    name: 'open refuses a database without the tables',
    needs: 'inDatabase',
    async check(_harness, { createHarness }) {
      const empty = await createHarness({ migrated: false })
      try {
        for (const { inbox, unitOfWork } of replicasOf(empty)) {
          await rejects(
            () => inbox.open({ unitOfWork }),
            (error) => InboxTablesMissingError.isInstance(error),
          )
        }
      } finally {
        await empty.cleanup()
      }
    },
  },
  {
    name: 'open refuses a unit of work over another database',
    needs: 'inDatabase',
    async check({ inbox }, { createHarness }) {
      const other = await createHarness({ migrated: true })
      try {
        await rejects(
          () => inbox.open({ unitOfWork: other.unitOfWork }),
          (error) => DifferentDatabasesError.isInstance(error),
        )
      } finally {
        await other.cleanup()
      }
    },
  },
]
