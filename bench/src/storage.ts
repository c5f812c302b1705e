// Measures the event log's tables against other ways to store events; see README.md.
import { createPostgresDatabase, createSqliteDatabase, startPostgres } from 'testing-databases'
import { comparePostgresAppends, compareSqliteAppends } from './storage/append.ts'
import { deleteRows, ours, stateColumn } from './storage/designs.ts'
import { compareDrains, compareHeldSnapshots } from './storage/drain.ts'
import { compareSettlements } from './storage/settle.ts'

const rounds = 5

await using server = await startPostgres({ durable: true })
await using database = await createPostgresDatabase({ server })
const pool = database.pool()

await comparePostgresAppends(database, rounds)
{
  using sqlite = createSqliteDatabase({ durable: true })
  await compareSqliteAppends(sqlite, rounds)
}

const log = ours(pool, { name: 'log and queue (this one)', prefix: 'ours_', scan: 'recent' })
const designs = [
  log,
  ours(pool, {
    name: 'the same with a full page (fillfactor 100)',
    prefix: 'full_page_',
    scan: 'recent',
    changes: ['alter table full_page_queue set (fillfactor = 100)'],
  }),
  ours(pool, {
    name: 'the same with the session indexed',
    prefix: 'indexed_',
    scan: 'recent',
    changes: ['create index on indexed_queue (session)'],
  }),
  stateColumn(pool),
  deleteRows(pool),
]
for (const design of designs) await design.create()
await compareDrains(pool, designs, { events: 20_000, batch: 500, lanes: 2, rounds })
await compareSettlements(log, rounds)

const unfloored = ours(pool, {
  name: 'log and queue without the floor',
  prefix: 'unfloored_',
  scan: 'full',
})
await unfloored.create()
await compareHeldSnapshots(pool, [log, unfloored, stateColumn(pool), deleteRows(pool)], {
  events: 3_000,
  batch: 200,
  lanes: 2,
  rounds: 24,
})
