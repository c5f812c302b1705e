import { eventually, type ScriptProcess, spawnScript } from 'testing-databases'
import { describe, expect, it } from 'vitest'
import { databases } from './databases.ts'
import { get, post } from './http.ts'

const main = new URL('../src/main.ts', import.meta.url)

const run = (databaseUrl: string, ...args: string[]): ScriptProcess =>
  spawnScript(main, { args, env: { DATABASE_URL: databaseUrl, PORT: '0' } })

/** Where the process listens, as it says in its log. */
async function addressOf(service: ScriptProcess): Promise<string> {
  const announcement = 'Server listening at '
  const { msg } = await service.waitFor(({ msg: line }) => line.startsWith(announcement))
  return msg.slice(announcement.length)
}

describe.each(databases)('the process on $name', ({ create }) => {
  it('answers, ends on SIGTERM, and finds everything when it starts again', async () => {
    await using database = await create()
    await using first = run(database.url, '--migrate')
    const placed = await post(`${await addressOf(first)}/orders`, { customer: 'Ada', total: 1_200 })
    expect(placed.status).toBe(201)
    expect(await first.terminate()).toEqual({ code: 0, signal: null })

    await using second = run(database.url)
    const url = await addressOf(second)
    await eventually(async () => {
      const { body } = await get(`${url}/orders/${placed.body.id}`)
      return body.status === 'shipping'
    })
    expect(await second.terminate()).toEqual({ code: 0, signal: null })
  })

  it('does not start without its tables', async () => {
    await using database = await create()
    await using service = run(database.url)
    expect(await service.exit).toEqual({ code: 1, signal: null })
    expect(service.output).toContain('EventLogTablesMissingError')
  })
})
