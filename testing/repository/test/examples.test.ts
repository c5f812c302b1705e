import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packagesImportedBy, withTheirPeers } from '../src/needed-packages.ts'
import {
  type PackageManifest,
  packagesIn,
  readJson,
  typescriptFiles,
  type WorkspacePackage,
} from '../src/workspace.ts'

const examples = packagesIn('examples')
const rootScripts = (readJson('package.json') as PackageManifest).scripts ?? {}

const filesIn = ({ folder }: WorkspacePackage, ...parts: readonly string[]): string[] =>
  parts.flatMap((part) =>
    typescriptFiles(join(folder, part)).map((file) => join(folder, part, file)),
  )

/** The command lines of the first block of a README, without comments. */
function firstCommands(readme: string): string[] {
  const [, block = ''] = /```sh\n(.*?)```/s.exec(readme) ?? []
  return block
    .split('\n')
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== '')
}

it('finds the examples', () => {
  expect(examples.map(({ manifest }) => manifest.name)).toContain('quickstart')
})

describe.each(examples)('$path', (example) => {
  const { folder, manifest } = example
  const scripts = manifest.scripts ?? {}

  it('has a README, with one command to begin with', () => {
    const readme = join(folder, 'README.md')
    expect(existsSync(readme)).toBe(true)
    const commands = firstCommands(readFileSync(readme, 'utf8'))
    const [, name, script = ''] =
      /^npx -y pnpm@12 (?:--filter (\S+) )?(\S+)$/.exec(commands[0] ?? '') ?? []
    expect(name ?? manifest.name, commands[0]).toBe(manifest.name)
    expect(name === undefined ? rootScripts : scripts, commands[0]).toHaveProperty([script])
    // What else stands there is another way to run it, and no second step.
    expect(commands.filter((command) => !command.startsWith(commands[0]!))).toEqual([])
  })

  it('has a test', () => {
    expect(
      filesIn(example, 'test').filter((file) => file.endsWith('.test.ts')).length,
    ).toBeGreaterThan(0)
  })

  it('installs for its service what that imports, and its peers, and nothing else', () => {
    const imported = packagesImportedBy(filesIn(example, 'src', 'generated'))
    const needed = withTheirPeers(folder, imported)
    expect(Object.keys(manifest.dependencies ?? {}).toSorted()).toEqual([...needed].toSorted())
  })

  it('installs for its development what its tests and scripts need, and nothing else', () => {
    const settings = readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name))
    const words = Object.values(scripts).flatMap((script) => script.split(' '))
    const installed = new Set(Object.keys(manifest.dependencies ?? {}))
    const development = new Set(Object.keys(manifest.devDependencies ?? {}))
    const needed = withTheirPeers(folder, [
      ...packagesImportedBy([...filesIn(example, 'test'), ...settings]),
      ...[...development].filter((name) => words.includes(name)),
      ...[...development].filter((name) => installed.has(name.replace('@types/', ''))),
    ])
    // The root brings what runs the tests.
    if (!development.has('vitest')) needed.delete('vitest')
    expect([...development].toSorted()).toEqual(
      [...needed].filter((name) => !installed.has(name)).toSorted(),
    )
  })
})
