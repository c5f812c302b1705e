import { spawnScript } from 'testing-databases'
import { expect, it } from 'vitest'

it('does not keep the process alive until its timeout', { timeout: 12_000 }, async () => {
  await using script = spawnScript(new URL('scripts/forgotten-handle.ts', import.meta.url))
  await script.waitFor('begun')
  expect(await script.exit).toEqual({ code: 0, signal: null })
})
