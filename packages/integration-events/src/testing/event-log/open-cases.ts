import { equal, ok, rejects } from 'node:assert/strict'
import {
  DifferentDatabasesError,
  EventLogOwnedByAnotherApplicationError,
  EventLogTablesMissingError,
} from '../../errors/index.ts'
import type { EventLogCase } from './event-log-case.ts'
import { outgoingEvents, publish } from './scene.ts'

export const openCases: readonly EventLogCase[] = [
  {
    name: 'open tells the identity of the store, the same to every replica',
    async check({ log, secondLog, unitOfWork }) {
      const first = await log.open({ unitOfWork, source: 'shop' })
      const again = await log.open({ unitOfWork, source: 'shop' })
      const second = await secondLog.open({ unitOfWork, source: 'shop' })
      ok(first.id.length > 0)
      equal(again.id, first.id)
      equal(second.id, first.id)
      for (const warning of first.warnings) ok(warning.length > 0)
    },
  },
  {
    name: 'two stores have two identities',
    async check({ log, unitOfWork }, { createHarness }) {
      const other = await createHarness({ migrated: true })
      try {
        const { id } = await log.open({ unitOfWork, source: 'shop' })
        const { id: otherId } = await other.log.open({
          unitOfWork: other.unitOfWork,
          source: 'shop',
        })
        ok(id !== otherId)
      } finally {
        await other.cleanup()
      }
    },
  },
  {
    name: 'open refuses another application than the one that opened the log first',
    async check({ log, secondLog, unitOfWork }) {
      await log.open({ unitOfWork, source: 'shop' })
      for (const replica of [log, secondLog]) {
        await rejects(
          () => replica.open({ unitOfWork, source: 'warehouse' }),
          (error) => EventLogOwnedByAnotherApplicationError.isInstance(error),
        )
      }
      await secondLog.open({ unitOfWork, source: 'shop' })
    },
  },
  {
    name: 'open refuses a database without the tables',
    needs: 'inDatabase',
    async check(_harness, { createHarness }) {
      const empty = await createHarness({ migrated: false })
      try {
        const { log, unitOfWork } = empty
        await rejects(
          () => log.open({ unitOfWork, source: 'shop' }),
          (error) => EventLogTablesMissingError.isInstance(error),
        )
      } finally {
        await empty.cleanup()
      }
    },
  },
  {
    name: 'append names the tables that are missing, and the unit of work rolls back',
    needs: 'inDatabase',
    async check(_harness, { createHarness }) {
      const empty = await createHarness({ migrated: false })
      try {
        await rejects(
          () => publish(empty, outgoingEvents(1)),
          (error) => EventLogTablesMissingError.isInstance(error),
        )
      } finally {
        await empty.cleanup()
      }
    },
  },
  {
    name: 'open refuses a unit of work over another database',
    needs: 'inDatabase',
    async check({ log }, { createHarness }) {
      const other = await createHarness({ migrated: true })
      try {
        await rejects(
          () => log.open({ unitOfWork: other.unitOfWork, source: 'shop' }),
          (error) => DifferentDatabasesError.isInstance(error),
        )
      } finally {
        await other.cleanup()
      }
    },
  },
]
