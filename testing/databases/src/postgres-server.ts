import process from 'node:process'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgres-process.ts'
import { sweepOrphanedServers } from './server-folder.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The URL of the PostgreSQL server that this run's tests share. */
    postgresUrl: string
  }
}

/**
 * Gives a test run its PostgreSQL server: the one that `TEST_PG_URL` names, else one of its own.
 * Workers and the processes that they start find it in `TEST_PG_URL` too. A run without PostgreSQL
 * fails here; it never skips a test.
 */
export default async function setup(
  project: Pick<TestProject, 'provide'>,
): Promise<() => Promise<void>> {
  const given = process.env['TEST_PG_URL']
  if (given !== undefined && given !== '') {
    await assertUsable(given)
    project.provide('postgresUrl', given)
    return async () => {}
  }
  await sweepOrphanedServers()
  const server = await startPostgres()
  process.env['TEST_PG_URL'] = server.url
  project.provide('postgresUrl', server.url)
  return async () => {
    delete process.env['TEST_PG_URL']
    await server.destroy()
  }
}

async function assertUsable(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    await client.query('select 1')
  } catch (cause) {
    throw new Error(
      `TEST_PG_URL names a PostgreSQL server that does not answer: ${String(cause)}`,
      { cause },
    )
  } finally {
    await client.end().catch(() => {})
  }
}
