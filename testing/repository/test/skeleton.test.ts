import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importsOf } from '../src/module-imports.ts'
import { packagesIn, readJson, typescriptFiles } from '../src/workspace.ts'

const published = packagesIn('packages')
const [first] = published
/** Fields that a package has only if it has something to say there. */
const ownFields = [
  'bin',
  'dependencies',
  'peerDependencies',
  'peerDependenciesMeta',
  'devDependencies',
]

const compilerSettings = (path: string, file: string): unknown => {
  const { references: _, ...settings } = readJson(join(path, file)) as Record<string, unknown>
  return settings
}

describe.each(published)('$path, as every package,', ({ folder, manifest, path }) => {
  it('has tests', () => {
    const tests = typescriptFiles(join(folder, 'test')).filter((file) => file.endsWith('.test.ts'))
    expect(tests).not.toEqual([])
  })

  it('has the fields of all the others in its manifest, in their order', () => {
    const common = (fields: object): string[] =>
      Object.keys(fields).filter((field) => !ownFields.includes(field))
    expect(common(manifest)).toEqual(common(first!.manifest))
  })

  it('publishes what is built, its sources, and else only folders that it has', () => {
    const files = manifest.files ?? []
    expect(files.slice(0, 2)).toEqual(['dist', '!dist/**/*.tsbuildinfo'])
    expect(files.at(-1)).toBe('CHANGELOG.md')
    expect(files).toContain('src')
    const folders = files.slice(2, -1)
    expect(folders.filter((name) => !existsSync(join(folder, name)))).toEqual([])
  })

  it.each(['tsconfig.json', 'tsconfig.test.json'])('is compiled as the others by %s', (file) => {
    expect(compilerSettings(path, file)).toEqual(compilerSettings(first!.path, file))
  })

  it('bounds the peers of others from below and from above', () => {
    const ranges = Object.values(manifest.peerDependencies ?? {})
    const unbounded = ranges.filter(
      (range) => range !== 'workspace:^' && !/^>=\d+(\.\d+){0,2} <\d+(\.\d+){0,2}$/.test(range),
    )
    expect(unbounded).toEqual([])
  })

  it('builds its commands from sources that a shell can run', () => {
    const commands = Object.values((manifest['bin'] ?? {}) as Record<string, string>)
    for (const command of commands) {
      expect(command).toMatch(/^\.\/dist\/.*\.js$/)
      const source = command.replace('./dist/', 'src/').replace(/\.js$/, '.ts')
      expect(readFileSync(join(folder, source), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
    }
  })

  it('exports each index that its own sources do not import', () => {
    const sources = typescriptFiles(join(folder, 'src'))
    const imported = new Set(
      sources.flatMap((file) =>
        importsOf(join(folder, 'src', file)).map((specifier) => join(dirname(file), specifier)),
      ),
    )
    const entries = sources.filter((file) => basename(file) === 'index.ts' && !imported.has(file))
    const subpaths = entries.map((file) =>
      file === 'index.ts' ? '.' : `./${dirname(file).replaceAll('\\', '/')}`,
    )
    const exported = Object.keys(manifest.exports ?? {}).filter((path) => !path.endsWith('.json'))
    expect(subpaths.toSorted()).toEqual(exported.toSorted())
  })
})
