import { spawnScript } from 'testing-databases'
import { expect, it } from 'vitest'

const script = (name: string): URL => new URL(`scripts/${name}.ts`, import.meta.url)

it('talks with a script in a process of its own, until it kills it', async () => {
  await using child = spawnScript(script('echo'), { args: ['one'], env: { ECHO_SETTING: 'two' } })
  expect(await child.waitFor('started')).toEqual({
    type: 'started',
    argument: 'one',
    setting: 'two',
  })
  child.send({ step: 3 })
  expect(await child.waitFor((message) => message.command?.step === 3)).toEqual({
    type: 'echo',
    command: { step: 3 },
  })
  expect(child.messages).toHaveLength(2)
  expect(await child.kill()).toEqual({ code: null, signal: 'SIGKILL' })
})

it('fails with what the script wrote when it ends too early', async () => {
  await using child = spawnScript(script('failing'))
  await expect(child.waitFor('started')).rejects.toThrow(/ended with 1.*fails on purpose/s)
  expect(await child.exit).toEqual({ code: 1, signal: null })
})

it('fails when the message does not come in time', async () => {
  await using child = spawnScript(script('echo'))
  await expect(child.waitFor('never', { timeout: 50 })).rejects.toThrow(/went on for 50 ms/)
})
