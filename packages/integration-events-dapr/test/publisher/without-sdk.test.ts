import { spawnScript } from 'testing-databases'
import { expect, it } from 'vitest'

it('a publisher without a client does not load the SDK', async () => {
  await using script = spawnScript(new URL('./scripts/without-sdk.ts', import.meta.url))
  expect(await script.waitFor('loaded')).toEqual({ type: 'loaded', sdk: [] })
})
