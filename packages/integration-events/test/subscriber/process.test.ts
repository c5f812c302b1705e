import { spawnScript } from 'testing-databases'
import { expect, test } from 'vitest'

test(
  'a subscriber with an inbox that nobody stops keeps no process alive',
  {
    timeout: 12_000,
  },
  async () => {
    await using script = spawnScript(new URL('scripts/handle-once.ts', import.meta.url))
    await script.waitFor(({ status }) => status === 'done')
    expect(await script.exit).toEqual({ code: 0, signal: null })
  },
)
