import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importsOf, onlyReExports, packageNameOf } from '../src/module-imports.ts'
import { packagesIn, readJson, type WorkspacePackage, typescriptFiles } from '../src/workspace.ts'

const sourceCondition = '@integration-events/source'

/** Which of our packages each may import: the arrows point from adapters to contracts only. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  uow: [],
  'uow-kysely': ['uow'],
  'uow-prisma': ['uow'],
  'integration-events': ['uow'],
  'eventlogs-sql': ['integration-events', 'uow'],
  'eventlogs-kysely': ['eventlogs-sql', 'integration-events', 'uow'],
  'eventlogs-prisma': ['eventlogs-sql', 'integration-events', 'uow'],
  'integration-events-dapr': ['integration-events', 'uow'],
  'wakeup-postgres': ['integration-events', 'uow'],
}

const published = packagesIn('packages')
const workspaceNames = new Set(
  packagesIn('packages', 'testing', 'examples').map(({ manifest }) => manifest.name),
)

const sourcesOf = ({ folder }: WorkspacePackage): string[] =>
  typescriptFiles(join(folder, 'src')).map((file) => join(folder, 'src', file))

const testsOf = ({ folder }: WorkspacePackage): string[] =>
  typescriptFiles(join(folder, 'test')).map((file) => join(folder, 'test', file))

const externalImports = (files: readonly string[]): string[] =>
  [...new Set(files.flatMap(importsOf))].filter((specifier) => !specifier.startsWith('.'))

describe.each(published)('$path', (workspacePackage) => {
  const { folder, manifest, path } = workspacePackage

  it('has the files that every package has', () => {
    const expected = ['README.md', 'tsconfig.json', 'tsconfig.test.json', 'src/index.ts']
    expect(expected.filter((file) => !existsSync(join(folder, file)))).toEqual([])
  })

  it('takes its licence from the root, which packing adds', () => {
    expect(existsSync(join(folder, 'LICENSE'))).toBe(false)
  })

  it('has the manifest that every package has', () => {
    expect(manifest).toMatchObject({
      name: basename(path),
      description: expect.stringMatching(/\.$/),
      license: 'MIT',
      type: 'module',
      sideEffects: false,
      engines: { node: '>=22.12' },
      publishConfig: { access: 'public', provenance: true },
      scripts: {
        build: 'tsc -b',
        'check:package': 'publint --strict && attw --pack . --profile esm-only',
      },
    })
    expect(manifest.files).toEqual(
      expect.arrayContaining(['dist', '!dist/**/*.tsbuildinfo', 'src', 'CHANGELOG.md']),
    )
  })

  it('exports what it has, and has what it exports', () => {
    const subpaths = [
      '.',
      ...(existsSync(join(folder, 'src/testing')) ? ['./testing'] : []),
      './package.json',
    ]
    expect(Object.keys(manifest.exports ?? {})).toEqual(subpaths)
    const missing = Object.values(manifest.exports ?? {})
      .map((target) => (typeof target === 'string' ? target : target[sourceCondition]!))
      .filter((target) => !existsSync(join(folder, target)))
    expect(missing).toEqual([])
  })

  it('builds each export from the source that development uses, and publishes no path to sources', () => {
    for (const [subpath, target] of Object.entries(manifest.exports ?? {})) {
      if (typeof target === 'string') continue
      const { [sourceCondition]: source, ...built } = target
      const output = source?.replace('./src/', './dist/').replace(/\.ts$/, '')
      expect(built).toEqual({ types: `${output}.d.ts`, default: `${output}.js` })
      expect(manifest.publishConfig?.['exports']).toHaveProperty([subpath], built)
    }
    expect(Object.keys(manifest.publishConfig?.['exports'] ?? {})).toEqual(
      Object.keys(manifest.exports ?? {}),
    )
  })

  it('has indexes that only re-export', () => {
    const indexes = sourcesOf(workspacePackage).filter((file) => basename(file) === 'index.ts')
    expect(indexes.filter((file) => !onlyReExports(file))).toEqual([])
  })

  it('imports in its sources only what it declares to its users', () => {
    const declared = new Set(
      Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }),
    )
    const undeclared = externalImports(sourcesOf(workspacePackage)).filter(
      (specifier) => !specifier.startsWith('node:') && !declared.has(packageNameOf(specifier)),
    )
    expect(undeclared).toEqual([])
  })

  it('imports in its tests only what it declares at all', () => {
    const declared = new Set([
      'vitest',
      manifest.name,
      ...Object.keys({
        ...manifest.dependencies,
        ...manifest.peerDependencies,
        ...manifest.devDependencies,
      }),
    ])
    const undeclared = externalImports(testsOf(workspacePackage)).filter(
      (specifier) => !specifier.startsWith('node:') && !declared.has(packageNameOf(specifier)),
    )
    expect(undeclared).toEqual([])
  })

  it('follows the arrows: adapters know contracts, and never the other way round', () => {
    const ours = externalImports(sourcesOf(workspacePackage))
      .map(packageNameOf)
      .filter((name) => workspaceNames.has(name))
    const allowed = arrows[manifest.name]
    expect(allowed, 'a new package needs its arrows in this test').toBeDefined()
    expect(ours.filter((name) => !allowed?.includes(name))).toEqual([])
  })

  it('takes contracts as peers, so that an app never has two copies of one', () => {
    const copies = Object.keys(manifest.dependencies ?? {}).filter((name) =>
      workspaceNames.has(name),
    )
    expect(copies).toEqual([])
    const peers = Object.keys(manifest.peerDependencies ?? {}).filter((name) =>
      workspaceNames.has(name),
    )
    expect(
      peers.map((name) => [
        name,
        manifest.peerDependencies?.[name],
        manifest.devDependencies?.[name],
      ]),
    ).toEqual(peers.map((name) => [name, 'workspace:^', 'workspace:*']))
  })

  it('is built after the packages that it imports', () => {
    const { references = [] } = readJson(join(path, 'tsconfig.json')) as {
      references?: { path: string }[]
    }
    const peers = Object.keys(manifest.peerDependencies ?? {}).filter((name) =>
      workspaceNames.has(name),
    )
    expect(references.map((reference) => basename(reference.path)).toSorted()).toEqual(
      peers.toSorted(),
    )
  })
})

describe('the root', () => {
  it('type-checks every package and its tests', () => {
    const { references } = readJson('tsconfig.json') as { references: { path: string }[] }
    const expected = [
      ...published.flatMap(({ path }) => [path, `${path}/tsconfig.test.json`]),
      ...packagesIn('testing', 'examples').flatMap(({ folder, path }) =>
        existsSync(join(folder, 'tsconfig.test.json'))
          ? [path, `${path}/tsconfig.test.json`]
          : [path],
      ),
      'bench',
    ]
    expect(references.map(({ path }) => path).toSorted()).toEqual(expected.toSorted())
  })

  it('releases no private package', () => {
    const { ignore } = readJson('.changeset/config.json') as { ignore: string[] }
    const privates = packagesIn('testing', 'examples').map(({ manifest }) => manifest.name)
    expect(ignore.toSorted()).toEqual([...privates, 'bench'].toSorted())
  })
})
