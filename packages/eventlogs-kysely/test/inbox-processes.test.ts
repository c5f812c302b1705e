import { randomUUID } from 'node:crypto'
import type { InboxDelivery } from 'integration-events'
import { eventually, spawnScript } from 'testing-databases'
import { kyselyUnitOfWork } from 'uow-kysely'
import { describe, expect, test } from 'vitest'
import { kyselyInbox, migrateEventLog } from '../src/index.ts'
import { kyselyTestDatabase } from './kysely-harness.ts'

describe.each(['postgres', 'sqlite'] as const)(
  'a process that is killed while it handles an event, on %s',
  (dialect) => {
    test('leaves its attempt counted and nothing recorded', { timeout: 30_000 }, async () => {
      await using given = await kyselyTestDatabase(dialect)
      await migrateEventLog(given.db)
      const unitOfWork = kyselyUnitOfWork(given.db)
      const inbox = kyselyInbox(given.db)
      await inbox.open({ unitOfWork })
      const delivery: InboxDelivery = {
        consumer: 'billing',
        source: 'shop',
        id: randomUUID(),
        date: Date.now(),
        window: 60_000,
        outsideWindow: 'refuse',
      }
      for (const attempt of [1, 2]) {
        const script = new URL('scripts/handler.ts', import.meta.url)
        await using replica = spawnScript(script, {
          args: [dialect, given.location, JSON.stringify(delivery)],
        })
        expect(await replica.waitFor('handling')).toMatchObject({ attempt, answer: 'recorded' })
        await replica.kill()
        // The server finds out by itself that nobody is there any more.
        await eventually(async () => (await record()) === 'recorded')
      }
      expect(await inbox.beginAttempt(delivery)).toBe(3)

      /** Looks only: rolled back. */
      async function record(): Promise<string> {
        const work = await unitOfWork.begin()
        try {
          return await inbox.record(work.transaction, delivery)
        } finally {
          await work.rollback()
        }
      }
    })
  },
)
