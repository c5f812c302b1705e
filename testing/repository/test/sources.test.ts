import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, it } from 'vitest'
import { disposals } from '../src/disposals.ts'
import { folderCycles } from '../src/folder-cycles.ts'
import { packagesIn, root, typescriptFiles } from '../src/workspace.ts'

const lineLimit = 300

const sources = [
  ...packagesIn('packages', 'testing', 'examples').map(({ path }) => path),
  'bench',
].flatMap((path) => typescriptFiles(join(root, path, 'src')).map((file) => `${path}/src/${file}`))

it(`keeps every source file within ${lineLimit} lines`, () => {
  const lines = (file: string): number =>
    readFileSync(join(root, file), 'utf8').split('\n').length - 1
  expect(
    sources
      .map((file) => ({ file, lines: lines(file) }))
      .filter((entry) => entry.lines > lineLimit),
  ).toEqual([])
})

it('names every source file in kebab-case, for what it holds', () => {
  const isNamed = (file: string): boolean => /^[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(file)
  expect(sources.filter((file) => !isNamed(basename(file)))).toEqual([])
  const holdsAnything = ['utils.ts', 'util.ts', 'helpers.ts', 'common.ts', 'misc.ts']
  expect(sources.filter((file) => holdsAnything.includes(basename(file)))).toEqual([])
})

it('is read by Node 22 as it is written, types aside, where a test starts a process on it', () => {
  // Vitest lowers the rest, and what is published is lowered by the build.
  const started = sources.filter((file) => /^packages\/[^/]+\/src\/(?!testing\/)/.test(file))
  expect(started.filter((file) => disposals(join(root, file)) > 0)).toEqual([])
  expect(disposals(join(root, 'packages/uow/src/testing/explicit-cases.ts'))).toBeGreaterThan(0)
})

it.each(packagesIn('packages'))('lets no two folders of $path import each other', ({ folder }) => {
  expect(folderCycles(join(folder, 'src')).map(({ imports }) => imports)).toEqual([])
})
