import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { packedDefects } from '../src/packed-defects.ts'

const whole: Readonly<Record<string, string>> = {
  LICENSE: '',
  'README.md': '',
  'dist/index.js': "export { total } from './total.js'",
  'dist/index.d.ts': "export { type Shape } from './shape.ts'",
  'dist/total.js': 'export const total = 1',
  'dist/shape.js': 'export {}',
  'dist/shape.d.ts': 'export interface Shape {}',
  'dist/testing/index.js': "export { name } from './cases/index.js'",
  'dist/testing/index.d.ts': '',
  'dist/testing/cases/index.js': "export const name = 'a case'",
  'dist/cli/main.js': '#!/usr/bin/env node',
}

const manifest = {
  name: 'shop',
  bin: { shop: './dist/cli/main.js' },
  publishConfig: {
    exports: {
      '.': { types: './dist/index.d.ts', default: './dist/index.js' },
      './testing': { types: './dist/testing/index.d.ts', default: './dist/testing/index.js' },
    },
  },
}

function defectsOf(contents: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'integration-events-packed-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [path, text] of Object.entries(contents)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return packedDefects({ folder, manifest, files: Object.keys(contents) })
}

const without = (lost: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(whole).filter(([path]) => path !== lost))

it('finds nothing wrong with a package that has what it promises, and no more', () => {
  expect(defectsOf(whole)).toEqual([])
})

it.each([
  ['an export', 'dist/testing/index.js'],
  ["an export's types", 'dist/testing/index.d.ts'],
  ['a command', 'dist/cli/main.js'],
  ['the licence', 'LICENSE'],
  ['the README', 'README.md'],
])('names the file of %s that is not packed', (_what, path) => {
  expect(defectsOf(without(path))).toContain(`${path} is not in the package`)
})

it('names an entry that is built, and that nobody can import', () => {
  expect(defectsOf({ ...whole, 'dist/extra/index.js': 'export const extra = 1' })).toEqual([
    'dist/extra/index.js is built, but neither exported nor imported',
  ])
})

it.each(['dist/.tsbuildinfo', 'test/shop.test.ts'])('names %s, which no user needs', (path) => {
  expect(defectsOf({ ...whole, [path]: '' })).toEqual([`${path} is of no use to anybody`])
})
