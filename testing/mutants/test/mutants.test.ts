import { execFile } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

interface Run {
  readonly code: number
  readonly output: string
}

function mutants(...options: string[]): Promise<Run> {
  const script = [here('../src/main.ts'), '--root', here('../fixture'), ...options]
  return new Promise((resolve) => {
    execFile(process.execPath, script, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr })
    })
  })
}

it('succeeds when every mutant is killed by its test or its command', async () => {
  const { code, output } = await mutants('--catalogue', here('../fixture/catalogue'))
  expect(output).toMatch(
    /^killed +[\d.]+ s {2}sums\/skip-a-number: a sum > adds every number: expected 3 to be 6/m,
  )
  expect(output).toMatch(/^killed .* sums\/start-at-one/m)
  expect(output).toMatch(/^killed .* sums\/never-reached: .*timed out/m)
  expect(output).toMatch(/^killed .* sums\/wrong-command: `node check.ts` exits with 3/m)
  expect(output).toContain('4 mutants: 4 killed, 0 survived, 0 broken')
  expect(code).toBe(0)
})

it('fails when one survives, or proves nothing', { timeout: 60_000 }, async () => {
  const { code, output } = await mutants('--catalogue', here('../fixture/broken'), '--timeout', '5')
  expect(output).toMatch(/^survived .* sums\/survivor: .* passes all the same/m)
  expect(output).toMatch(/^broken .* sums\/not-found: its text stands 0 times/m)
  expect(output).toMatch(/^broken .* sums\/ambiguous: its text stands \d times/m)
  expect(output).toMatch(/^broken .* sums\/no-such-test: no test bears the name/m)
  expect(output).toMatch(/^broken .* sums\/fails-already: unmutated, 'fails already' fails/m)
  expect(output).toMatch(/^broken .* sums\/no-syntax: its test file could not run/m)
  expect(output).toMatch(
    /^broken .* sums\/no-such-variable: its change is no valid code: numbr is not defined/m,
  )
  expect(output).toMatch(/^broken .* sums\/hangs: the test did not end within 5 s/m)
  expect(output).toMatch(/^broken .* sums\/wrong-reason: .*without printing/m)
  expect(output).toContain('9 mutants: 0 killed, 1 survived, 8 broken')
  expect(code).toBe(1)
})

it('tries only the mutants asked for, and fails when there are none', async () => {
  const catalogue = ['--catalogue', here('../fixture/catalogue')]
  expect(await mutants(...catalogue, '--only', 'never', '--list')).toEqual({
    code: 0,
    output: 'sums/never-reached: A sum is reached in the end.\n',
  })
  expect(await mutants(...catalogue, '--only', 'nonesuch')).toEqual({
    code: 1,
    output: 'There is no such mutant.\n',
  })
})
