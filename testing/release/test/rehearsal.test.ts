import { tmpdir } from 'node:os'
import process from 'node:process'
import { describe, expect, it, vi } from 'vitest'
import { cleanEnvironment } from '../src/clean-environment.ts'
import { registryConfig } from '../src/registry-config.ts'
import { rehearseRows } from '../src/rehearse-rows.ts'
import { rows } from '../src/rows.ts'
import { runCommand } from '../src/run-command.ts'

describe('a row that fails', () => {
  it('is named, and keeps none from being tried', async () => {
    const [first, second, third] = rows
    const { failures, results } = await rehearseRows([first!, second!, third!], async (row) => {
      if (row === second) throw new Error('nobody asked for kysely')
      return row.name.length
    })
    expect(failures).toEqual([`${second!.name}: nobody asked for kysely`])
    expect([...results.keys()]).toEqual([first!.name, third!.name])
  })
})

describe('the registry of the rehearsal', () => {
  it('has our packages from us alone, and all others from elsewhere', () => {
    const config = registryConfig({
      folder: '/registry',
      upstream: 'http://upstream/',
      ours: ['uow'],
    })
    const { packages, uplinks } = JSON.parse(config) as {
      packages: Record<string, { proxy?: string }>
      uplinks: object
    }
    expect(Object.entries(packages).map(([name, { proxy }]) => [name, proxy])).toEqual([
      ['uow', undefined],
      ['**', 'upstream'],
    ])
    expect(uplinks).toMatchObject({ upstream: { url: 'http://upstream/' } })
  })
})

describe('a command of the rehearsal', () => {
  const node = (script: string, timeout = 10_000, answer?: (line: string) => Promise<string>) =>
    runCommand([process.execPath, '--eval', script], {
      cwd: tmpdir(),
      env: cleanEnvironment(),
      timeout,
      ...(answer === undefined ? {} : { answer }),
    })

  it('says what it wrote when it fails', async () => {
    await expect(node('console.log("no such table"); process.exit(3)')).rejects.toMatchObject({
      code: 'REHEARSAL_COMMAND_FAILED',
      message: expect.stringMatching(/ended with 3:\nno such table$/),
    })
  })

  it('is ended when it takes too long', { timeout: 5_000 }, async () => {
    await expect(node('setInterval(() => {}, 1_000)', 300)).rejects.toMatchObject({
      message: expect.stringContaining('SIGKILL, after 300 ms'),
    })
  })

  it('is told what it asks for', async () => {
    const script = `console.log('who?'); process.stdin.on('data', (text) => console.log('' + text))`
    await expect(node(script, 10_000, async (line) => `not ${line}`)).resolves.toBe(
      'who?\nnot who?\n\n',
    )
  })

  it('hears nothing of the npmrc of its user', () => {
    vi.stubEnv('npm_config_registry', 'http://elsewhere/')
    vi.stubEnv('NPM_CONFIG_USERCONFIG', '/home/user/.npmrc')
    vi.stubEnv('PNPM_CONFIG_REGISTRY', 'http://elsewhere/')
    try {
      const environment = cleanEnvironment({ NPM_CONFIG_USERCONFIG: '/scratch/npmrc' })
      expect(Object.entries(environment).filter(([name]) => /npm_config/i.test(name))).toEqual([
        ['NPM_CONFIG_USERCONFIG', '/scratch/npmrc'],
      ])
    } finally {
      vi.unstubAllEnvs()
    }
  })
})
