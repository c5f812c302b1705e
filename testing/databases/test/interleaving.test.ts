import { eventually, gate } from 'testing-databases'
import { expect, it } from 'vitest'

it('holds whoever arrives at a gate until it opens', async () => {
  const steps: string[] = []
  const door = gate()
  const work = (async () => {
    steps.push('arrives')
    await door.passed
    steps.push('passes')
  })()
  await door.waited
  steps.push('opens')
  door.open()
  await work
  await door.passed
  expect(steps).toEqual(['arrives', 'opens', 'passes'])
})

it('repeats a check until it holds, and returns its result', async () => {
  let tries = 0
  const result = await eventually(() => {
    if (++tries < 3) throw new Error('not yet')
    return 'there'
  })
  expect([result, tries]).toEqual(['there', 3])
})

it('gives up on a check with its last reason', async () => {
  const never = eventually(() => expect(1).toBe(2), { timeout: 30 })
  await expect(never).rejects.toThrow(/Not within 30 ms: expected 1 to be 2/)
  await expect(eventually(() => false, { timeout: 30 })).rejects.toThrow(/the check returned false/)
})
