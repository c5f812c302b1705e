import { randomUUID } from 'node:crypto'
import { tableNames } from 'eventlogs-sql'
import type { EventLog, SessionId } from 'integration-events'
import { Kysely, PostgresDialect } from 'kysely'
import {
  createPostgresDatabase,
  cutAtCommit,
  type ScriptProcess,
  spawnScript,
  tcpProxy,
} from 'testing-databases'
import { CommitOutcomeUnknownError, type UnitOfWork } from 'uow'
import { kyselyUnitOfWork } from 'uow-kysely'
import { describe, expect, test } from 'vitest'
import { kyselyEventLog, migrateEventLog } from '../src/index.ts'

const { log: logTable } = tableNames()

async function publish(
  log: EventLog,
  unitOfWork: UnitOfWork,
  count: number,
  session: SessionId | null = null,
): Promise<readonly number[]> {
  const entries = Array.from({ length: count }, () => ({
    event: {
      id: randomUUID(),
      topic: 'orders.placed',
      type: 'orders.placed',
      source: 'shop',
      time: 1_795_392_000_000,
      key: null,
      headers: {},
      data: '{}',
    },
    owned: session !== null,
  }))
  return await unitOfWork.run(async () => {
    const appended = await log.append(unitOfWork.current()!, entries, session)
    return appended.map(({ sequence }) => sequence)
  })
}

describe('two processes on one PostgreSQL database', () => {
  test('deliver every event once, while a third one publishes', { timeout: 30_000 }, async () => {
    await using database = await createPostgresDatabase()
    const db = new Kysely({ dialect: new PostgresDialect({ pool: database.pool() }) })
    await migrateEventLog(db)
    const log = kyselyEventLog(db)
    const unitOfWork = kyselyUnitOfWork(db)
    const published = [...(await publish(log, unitOfWork, 100))]
    const script = new URL('scripts/replica.ts', import.meta.url)
    await using first = spawnScript(script, { args: [database.url, 'first'] })
    await first.waitFor('holding')
    await using second = spawnScript(script, { args: [database.url, 'second'] })
    await second.waitFor('holding')
    const replicas = [first, second]
    for (const replica of replicas) replica.send('go on')
    // Transactions overlap, so that some commit below what was claimed already.
    for (let round = 0; round < 40; round++) {
      const batches = await Promise.all([1, 3, 2].map((count) => publish(log, unitOfWork, count)))
      published.push(...batches.flat())
    }
    await Promise.all(replicas.map((replica) => replica.waitFor('done')))

    const sent = replicas.flatMap((replica) => reported(replica, 'sent', 'sequences'))
    const ascending = (one: number, other: number): number => one - other
    expect(sent.toSorted(ascending)).toEqual(published.toSorted(ascending))
    expect(
      replicas.flatMap((replica) => reported(replica, 'lost', 'lost')).every((lost) => lost === 0),
    ).toBe(true)
  })

  test.each([
    { reaches: 'server', stored: 1 },
    { reaches: 'nobody', stored: 0 },
  ] as const)(
    'agree on an event whose COMMIT reached $reaches when the connection was cut',
    async ({ reaches, stored }) => {
      await using database = await createPostgresDatabase()
      const cut = cutAtCommit({ reaches })
      const { hostname, port } = new URL(database.url)
      await using proxy = await tcpProxy({
        to: { host: hostname, port: Number(port) },
        onClientData: cut.onClientData,
      })
      const direct = new Kysely({ dialect: new PostgresDialect({ pool: database.pool() }) })
      await migrateEventLog(direct)
      const pool = database.pool({ connectionString: proxy.through(database.url) })
      const db = new Kysely({ dialect: new PostgresDialect({ pool }) })
      const log = kyselyEventLog(db)
      const session = await log.openSession({ leaseDuration: 60_000, label: 'cut' })
      cut.arm()
      const publishing = publish(log, kyselyUnitOfWork(db), 1, session)
      await expect(publishing).rejects.toBeInstanceOf(CommitOutcomeUnknownError)
      await cut.happened

      // Nobody knows but the database: so the session ends, and another takes what there is.
      await log.endSession(session)
      const other = kyselyEventLog(direct)
      const theirs = await other.openSession({ leaseDuration: 60_000, label: 'other' })
      const { events } = await other.claim({ session: theirs, limit: 10 })
      expect(events).toHaveLength(stored)
      const { rows } = await database.pool().query(`select seq from ${logTable}`)
      expect(rows).toHaveLength(stored)
    },
  )
})

function reported(replica: ScriptProcess, type: string, property: string): readonly number[] {
  return replica.messages
    .filter((message) => message.type === type)
    .flatMap((message) => message[property])
}
