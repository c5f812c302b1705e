import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { applicationName, findApplicationName } from '../../src/options/application-name.ts'

let root: string

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'application-name-')))
})
afterEach(() => rm(root, { recursive: true }))

async function file(path: string, content: unknown = ''): Promise<string> {
  const full = join(root, path)
  await mkdir(dirname(full), { recursive: true })
  await writeFile(full, typeof content === 'string' ? content : JSON.stringify(content))
  return full
}

test('is the name in the nearest package.json above the entry script', async () => {
  await file('package.json', { name: 'workspace' })
  await file('apps/shop/package.json', { name: 'shop' })
  const script = await file('apps/shop/src/main.js')
  expect(findApplicationName(script, root)).toBe('shop')
})

test('passes over a package.json without a name, and one that cannot be read', async () => {
  await file('package.json', { name: 'shop' })
  await file('dist/package.json', { type: 'module' })
  await file('dist/server/package.json', '{')
  const script = await file('dist/server/main.js')
  expect(findApplicationName(script, '/')).toBe('shop')
})

test('is the one above the working directory when a tool started the application', async () => {
  await file('package.json', { name: 'shop' })
  await file('node_modules/runner/package.json', { name: 'runner' })
  const script = await file('node_modules/runner/cli.js')
  const folder = dirname(await file('src/main.js'))
  expect(findApplicationName(script, folder)).toBe('shop')
})

test('sees through the link of a tool into node_modules, and of one out of it', async () => {
  await file('app/package.json', { name: 'shop' })
  await file('tools/runner/package.json', { name: 'runner' })
  const script = await file('tools/runner/cli.js')
  const bin = join(root, 'app/node_modules/.bin/runner')
  await mkdir(dirname(bin), { recursive: true })
  await symlink(script, bin)
  expect(findApplicationName(bin, join(root, 'app'))).toBe('shop')

  const installed = await file('app/node_modules/other/cli.js')
  const outside = join(root, 'other')
  await symlink(installed, outside)
  expect(findApplicationName(outside, join(root, 'app'))).toBe('shop')
})

test('is the one above the working directory when there is no entry script', async () => {
  await file('package.json', { name: 'shop' })
  expect(findApplicationName(undefined, root)).toBe('shop')
  expect(findApplicationName(join(root, 'gone.js'), root)).toBe('shop')
})

test('is app when nothing names it', async () => {
  expect(findApplicationName(await file('main.js'), root)).toBe('app')
})

test('is read once', () => {
  const script = process.argv[1]
  const name = applicationName()
  try {
    process.argv[1] = join(root, 'main.js')
    expect(applicationName()).toBe(name)
  } finally {
    if (script !== undefined) process.argv[1] = script
  }
})
