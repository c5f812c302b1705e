import { migrationSql, type TableNames, tableNames, type TableOptions } from 'eventlogs-sql'
import type { EventLogHarness, RawClosedRow, RawRow } from 'integration-events/testing'
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import { createPostgresDatabase, createSqliteDatabase } from 'testing-databases'
import type { SqlDialect } from 'uow'
import { kyselyUnitOfWork } from 'uow-kysely'
import { kyselyEventLog } from '../src/index.ts'

/** Plain SQL past the log, on a connection of its own: it sees what has committed. */
type PlainSql = (sql: string) => Promise<readonly Record<string, unknown>[]>

export interface TestDatabase extends AsyncDisposable {
  readonly dialect: SqlDialect
  readonly db: Kysely<unknown>
  /** The URL, or the file. */
  readonly location: string
  readonly sql: PlainSql
  /** Many statements at once. */
  readonly script: (sql: string) => Promise<void>
  readonly drop: () => Promise<void>
}

export async function postgresTestDatabase(
  options: Parameters<typeof createPostgresDatabase>[0] = {},
): Promise<TestDatabase> {
  const database = await createPostgresDatabase(options)
  const pool = database.pool({ max: 2 })
  const drop = async (): Promise<void> => await database.drop()
  return {
    dialect: 'postgres',
    db: new Kysely({ dialect: new PostgresDialect({ pool: database.pool() }) }),
    location: database.url,
    sql: async (text) => (await pool.query(text)).rows,
    script: async (text) => void (await pool.query(text)),
    drop,
    [Symbol.asyncDispose]: drop,
  }
}

export function sqliteTestDatabase(): TestDatabase {
  const database = createSqliteDatabase()
  const second = database.open()
  const drop = async (): Promise<void> => database.drop()
  return {
    dialect: 'sqlite',
    db: new Kysely({ dialect: new SqliteDialect({ database: database.open() }) }),
    location: database.file,
    sql: async (text) => {
      const statement = second.prepare(text)
      if (statement.reader) return statement.all() as Record<string, unknown>[]
      statement.run()
      return []
    },
    script: async (text) => void second.exec(text),
    drop,
    [Symbol.asyncDispose]: drop,
  }
}

export interface KyselyHarnessOptions {
  readonly dialect: SqlDialect
  readonly tables?: TableOptions
  /** Whether the log is given the client, or does everything through the unit of work. */
  readonly withClient: boolean
}

/** A log and a unit of work, both over one Kysely client, on a database of their own. */
export async function kyselyHarness(
  { dialect, tables = {}, withClient }: KyselyHarnessOptions,
  { migrated }: { readonly migrated: boolean },
): Promise<EventLogHarness> {
  const database = dialect === 'postgres' ? await postgresTestDatabase() : sqliteTestDatabase()
  const { db, drop, sql } = database
  const names = tableNames(tables)
  if (migrated) await database.script(migrationSql(dialect, tables))
  const unitOfWork = kyselyUnitOfWork(db)
  const newLog = (): EventLogHarness['log'] => kyselyEventLog(withClient ? db : undefined, tables)
  const log = newLog()
  const secondLog = newLog()
  if (migrated && !withClient) {
    // Without a client of its own, a log knows its database once it has been opened.
    for (const each of [log, secondLog]) await each.open({ unitOfWork, source: 'shop' })
  }
  return {
    log,
    secondLog,
    unitOfWork,
    async rows() {
      return {
        log: await rowsOf(sql, names, names.log),
        queue: await rowsOf(sql, names, names.queue),
        waiting: await rowsOf(sql, names, names.waiting),
        exhausted: await rowsOf(sql, names, names.exhausted),
        closed: await rowsOf<RawClosedRow>(sql, names, names.closed, ', t.reason'),
      }
    },
    async advance(milliseconds) {
      for (const statement of moveTimes(names, milliseconds)) await sql(statement)
    },
    async corrupt(sequence) {
      await sql(`update ${names.log} set headers = '{' where seq = ${sequence}`)
    },
    cleanup: drop,
  }
}

async function rowsOf<Row extends RawRow>(
  sql: PlainSql,
  { log }: TableNames,
  table: string,
  columns = '',
): Promise<readonly Row[]> {
  const rows = await sql(
    `select t.seq as sequence, l.id ${columns} from ${table} t left join ${log} l on l.seq = t.seq order by t.seq`,
  )
  return rows.map((row) => ({ ...row, sequence: Number(row['sequence']) }) as unknown as Row)
}

function moveTimes(names: TableNames, milliseconds: number): readonly string[] {
  const columns: readonly (readonly [string, readonly string[]])[] = [
    [names.log, ['created_at']],
    [names.waiting, ['available_at']],
    [names.exhausted, ['exhausted_at']],
    [names.closed, ['closed_at']],
    [names.session, ['started_at', 'lease_until', 'ended_at']],
  ]
  return columns.map(
    ([table, times]) =>
      `update ${table} set ${times.map((time) => `${time} = ${time} - ${milliseconds}`).join(', ')}`,
  )
}
