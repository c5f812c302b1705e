import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { OutgoingEvent } from 'integration-events'
import { migrationSql, sqlEventLog, type TableOptions } from 'eventlogs-sql'
import {
  createPostgresDatabase,
  createSqliteDatabase,
  poolSql,
  spawnScript,
  temporaryRoot,
} from 'testing-databases'
import { postgresClient, sqliteClient } from 'testing-prisma'
import type { SqlExecutor, Transaction } from 'uow'
import { describe, expect, test } from 'vitest'
import { type PrismaProvider, prismaSchema } from '../src/index.ts'

const event: OutgoingEvent = {
  id: randomUUID(),
  topic: 'orders.placed',
  type: 'orders.placed',
  source: 'shop',
  time: 1_795_392_000_000,
  key: null,
  headers: { trace: 'a' },
  data: '{"total":1}',
}

describe('the models', () => {
  test('show on PostgreSQL what was published', async () => {
    await using database = await createPostgresDatabase()
    const pool = database.pool()
    await pool.query(migrationSql('postgres'))
    const sql = poolSql(pool)
    const session = await sqlEventLog({ database: sql }).openSession({
      leaseDuration: 60_000,
      label: 'a',
    })
    await sql.transaction(async (each) => await append(each))
    const client = postgresClient(pool)
    const published = {
      time: { gte: BigInt(event.time) },
      createdAt: { gt: BigInt(event.time / 2) },
    }
    expect(await client.integrationEventLog.findMany({ where: published })).toEqual([
      {
        ...row,
        seq: 1n,
        time: BigInt(event.time),
        createdAt: expect.any(BigInt),
        transactionId: expect.any(BigInt),
      },
    ])
    expect(await client.integrationEventQueue.findMany()).toEqual([
      { ...queued, seq: 1n, alone: false },
    ])
    expect(await client.integrationEventSession.findMany()).toMatchObject([
      { id: BigInt(session), label: 'a', startedAt: expect.any(BigInt), endedAt: null },
    ])
    expect(await client.integrationEventMeta.findMany()).toMatchObject([
      { singleton: true, schemaVersion: 2 },
    ])
    expect(await client.integrationEventWaiting.count()).toBe(0)
    expect(await client.integrationEventExhausted.count()).toBe(0)
    expect(await client.integrationEventClosed.count()).toBe(0)
    expect(await client.integrationEventInbox.count()).toBe(0)
  })

  test('show on SQLite what was published, in numbers beyond 32 bits', async () => {
    using database = createSqliteDatabase()
    const connection = database.open()
    connection.exec(migrationSql('sqlite'))
    await append({
      dialect: 'sqlite',
      query: async <Result extends object>(text: string, parameters: readonly unknown[]) =>
        connection.prepare(text).all(...parameters) as Result[],
      execute: async (text, parameters) => connection.prepare(text).run(...parameters).changes,
    })
    const client = sqliteClient(database.file)
    const published = { time: { gte: event.time }, createdAt: { gt: event.time / 2 } }
    expect(await client.integrationEventLog.findMany({ where: published })).toEqual([
      { ...row, seq: 1, time: event.time, createdAt: expect.any(Number) },
    ])
    expect(await client.integrationEventQueue.findMany()).toEqual([{ ...queued, seq: 1, alone: 0 }])
    expect(await client.integrationEventMeta.findMany()).toMatchObject([
      { singleton: 1, schemaVersion: 2 },
    ])
    expect(await client.integrationEventWaiting.count()).toBe(0)
    expect(await client.integrationEventExhausted.count()).toBe(0)
    expect(await client.integrationEventClosed.count()).toBe(0)
    expect(await client.integrationEventInbox.count()).toBe(0)
    expect(await client.integrationEventSession.count()).toBe(0)
    await client.$disconnect()
  })
})

describe.each<{ where: string; provider: PrismaProvider; tables: TableOptions }>([
  { where: 'PostgreSQL', provider: 'postgresql', tables: {} },
  {
    where: 'PostgreSQL with names of its own',
    provider: 'postgresql',
    tables: { schema: 'outbox', tablePrefix: 'x'.repeat(41) },
  },
  { where: 'SQLite', provider: 'sqlite', tables: { tablePrefix: 'shop_' } },
])('the fragment for $where', ({ provider, tables }) => {
  test('is one that Prisma accepts beside an application’s own file, and would not format otherwise', async () => {
    const folder = await mkdtemp(join(temporaryRoot('memory'), 'integration-events-prisma-'))
    try {
      const schemas = tables.schema === undefined ? '' : `\n  schemas  = ["${tables.schema}"]`
      await writeFile(
        join(folder, 'schema.prisma'),
        `datasource db {\n  provider = "${provider}"${schemas}\n}\n`,
      )
      await writeFile(join(folder, 'integration-events.prisma'), prismaSchema(provider, tables))
      for (const args of [['validate'], ['format', '--check']]) {
        await using prisma = spawnScript(prismaCommand, {
          args: [...args, '--schema', folder],
          cwd: folder,
          // Nothing here runs it, and without one the command would download it.
          env: {
            PRISMA_SCHEMA_ENGINE_BINARY: import.meta.filename,
            PRISMA_HIDE_UPDATE_MESSAGE: '1',
          },
        })
        const { code } = await prisma.exit
        expect(code, prisma.output).toBe(0)
      }
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

const require = createRequire(import.meta.url)
const prismaCommand = require.resolve('prisma/build/index.js')

const { id, topic, type, source, key, data } = event
const row = { id, topic, type, source, key, data, headers: JSON.stringify(event.headers) }
const queued = { topic, key, session: null, attempts: 0, lastError: null, deliveryDate: null }

async function append(sql: SqlExecutor): Promise<void> {
  await sqlEventLog().append({ sql } as Transaction, [{ event, owned: false }], null)
}
