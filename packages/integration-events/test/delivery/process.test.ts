import { spawnScript } from 'testing-databases'
import { expect, it } from 'vitest'

it('lets the process end by itself once it has stopped', async () => {
  await using child = spawnScript(new URL('scripts/start-and-stop.ts', import.meta.url))
  await child.waitFor('sent')
  await child.waitFor('stopped')
  expect(await child.exit).toEqual({ code: 0, signal: null })
})
