// A replica of an application: claims, "sends" (reports) and settles until nothing is left. It holds
// its first batch until it is told to go on.
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { setTimeout as sleep } from 'node:timers/promises'
import { commands, report } from 'testing-databases'
import { kyselyEventLog } from '../../src/index.ts'

const [url, label = ''] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: url })
const log = kyselyEventLog(new Kysely({ dialect: new PostgresDialect({ pool }) }))
const session = await log.openSession({ leaseDuration: 60_000, label })
const told = commands()

for (let held = false, idle = 0; idle < 20;) {
  const { events } = await log.claim({ session, limit: 7, scan: 'recent' })
  const sequences = events.map(({ sequence }) => sequence)
  if (sequences.length > 0) {
    report({ type: 'sent', sequences })
    if (!held) {
      report('holding')
      await told.next()
      held = true
    }
    const { lost } = await log.settle(
      session,
      sequences.map((sequence) => ({ sequence, outcome: 'published' })),
    )
    report({ type: 'lost', lost })
    idle = 0
  } else {
    const { pending, inProgress } = await log.stats()
    if (pending + inProgress === 0) idle += 1
    await sleep(5)
  }
}
await log.endSession(session)
report('done')
process.exit()
