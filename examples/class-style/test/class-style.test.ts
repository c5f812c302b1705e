import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'

const run = promisify(execFile)
const folder = fileURLToPath(new URL('..', import.meta.url))
const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'))
const compiler = join(typescript, 'bin/tsc')

/** Compiles the example as it would be built, and runs what came of it on the packages' sources. */
async function runCompiled(project: string): Promise<readonly string[]> {
  // Inside of the example, so that its dependencies are found.
  await mkdir(join(folder, 'node_modules'), { recursive: true })
  const outDir = await mkdtemp(join(folder, 'node_modules/.compiled-'))
  onTestFinished(() => rm(outDir, { recursive: true, force: true }))
  const options = ['--outDir', outDir, '--composite', 'false', '--incremental', 'false']
  const emit = ['--declaration', 'false', '--declarationMap', 'false', '--noCheck']
  await run(process.execPath, [compiler, '-p', join(folder, project), ...options, ...emit])
  const { stdout } = await run(process.execPath, [
    '--conditions=@integration-events/source',
    join(outDir, 'main.js'),
  ])
  return stdout.trimEnd().split('\n')
}

describe('handlers as classes', () => {
  it.each([
    ['with the standard’s decorators', 'tsconfig.json'],
    ['with TypeScript’s experimental ones', 'tsconfig.legacy.json'],
  ])('handle what comes through their component, %s', async (_name, project) => {
    expect(await runCompiled(project)).toEqual([
      'subscribed to DemoIntegrationEvent at /integration-events/DemoIntegrationEvent',
      'billed order-1, shipped order-1',
      '{"status":"SUCCESS"}',
    ])
  })
})
