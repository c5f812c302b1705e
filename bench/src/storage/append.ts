import { kyselyEventLog, migrateEventLog } from 'eventlogs-kysely'
import { tableNames } from 'eventlogs-sql'
import { Kysely, PostgresDialect, sql, SqliteDialect } from 'kysely'
import type { PostgresDatabase, SqliteDatabase } from 'testing-databases'
import type { Transaction, UnitOfWork } from 'uow'
import { kyselyUnitOfWork } from 'uow-kysely'
import { type Contender, inParallel, interleave, perSecond } from '../measure.ts'
import { printRatios } from '../print.ts'
import { sampleEvent } from '../sample-event.ts'

const transactions = 1_500

export async function comparePostgresAppends(
  database: PostgresDatabase,
  rounds: number,
): Promise<void> {
  const pool = database.pool({ max: 8 })
  const db = new Kysely({ dialect: new PostgresDialect({ pool }) })
  await compare('PostgreSQL, 8 at once', db, 8, rounds)
}

export async function compareSqliteAppends(
  database: SqliteDatabase,
  rounds: number,
): Promise<void> {
  const db = new Kysely({ dialect: new SqliteDialect({ database: database.open() }) })
  await compare('a SQLite file, one at a time', db, 1, rounds)
}

async function compare(
  where: string,
  db: Kysely<unknown>,
  lanes: number,
  rounds: number,
): Promise<void> {
  await sql`create table orders (id text primary key, note text not null)`.execute(db)
  await migrateEventLog(db)
  const unitOfWork = kyselyUnitOfWork(db)
  const log = kyselyEventLog(db)
  const session = await log.openSession({ leaseDuration: 3_600_000, label: 'bench' })
  const contender = (name: string, append: Append): Contender => ({
    name,
    run: () =>
      perSecond(transactions, () =>
        inParallel(transactions, lanes, () => order(unitOfWork, append)),
      ),
  })
  const events =
    (count: number): Append =>
    async (transaction) => {
      const entries = Array.from({ length: count }, () => ({ event: sampleEvent(), owned: true }))
      if (count > 0) await log.append(transaction, entries, session)
    }
  const isPostgres = unitOfWork.sql.dialect === 'postgres'
  const medians = await interleave(
    [
      contender('uow.run with one insert of its own', events(0)),
      contender('and one event', events(1)),
      ...(isPostgres ? [contender('and one event, without the function', plainAppend)] : []),
      contender('and ten events', events(10)),
    ],
    rounds,
  )
  printRatios(`Append on ${where}`, 'transactions/s', medians)
}

type Append = (transaction: Transaction) => Promise<unknown>

/** What the log's function does, as a statement that is planned anew each time. */
async function plainAppend({ sql: executor }: Transaction): Promise<void> {
  const { log, queue, session } = tableNames()
  const { id, topic, type, source, key, data, time } = sampleEvent()
  await executor.query(
    `with logged as (
  insert into ${log} (id, topic, type, source, key, headers, data, "time")
  values ($2::uuid, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text, $9::bigint)
  returning seq
),
owner as materialized (select id from ${session} where id = $1::bigint and ended_at is null)
insert into ${queue} (seq, topic, key, session, attempts)
select l.seq, $3::text, $6::text, o.id, case when o.id is null then 0 else 1 end
from logged l left join owner o on true
returning seq, session is not null as owned`,
    [1, id, topic, type, source, key, '{}', data, time],
  )
}

async function order(unitOfWork: UnitOfWork, append: Append): Promise<void> {
  await unitOfWork.run(async () => {
    const transaction = unitOfWork.current()
    if (transaction === undefined) throw new Error('There is no transaction.')
    const { id, data } = sampleEvent()
    await transaction.sql.execute(
      transaction.sql.dialect === 'sqlite'
        ? 'insert into orders values (?, ?)'
        : 'insert into orders values ($1, $2)',
      [id, data],
    )
    await append(transaction)
  })
}
