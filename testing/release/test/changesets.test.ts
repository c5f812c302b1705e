import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { type Changeset, parseChangeset } from '../src/changeset.ts'
import { forgottenAdapters, type ReleasedPackage } from '../src/contract-majors.ts'
import { pendingChangesets } from '../src/pending-changesets.ts'
import { publicPackages } from '../src/public-packages.ts'
import { rehearsedChangesets } from '../src/rehearsed-changesets.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

it('lets no changeset of this repository break a contract without its adapters', () => {
  expect(forgottenAdapters(pendingChangesets(root), publicPackages(root))).toEqual([])
})

it('rehearses the major of a contract with all of its adapters', () => {
  const released = publicPackages(root).map((entry) => ({ ...entry, version: '1.0.0' }))
  expect(forgottenAdapters(rehearsedChangesets, released)).toEqual([])
})

describe('a changeset that breaks a contract', () => {
  const at = (version: string): ReleasedPackage[] => [
    { name: 'uow', version, peers: [] },
    { name: 'uow-kysely', version, peers: ['uow'] },
    { name: 'integration-events', version, peers: ['uow'] },
    { name: 'integration-events-dapr', version, peers: ['integration-events'] },
  ]
  const changeset = (bumps: Changeset['bumps']): Changeset[] => [{ file: 'change.md', bumps }]

  it('names the majors of those that take it as a peer, or is told what to add', () => {
    const bumps = { uow: 'major', 'integration-events': 'minor' } as const
    expect(forgottenAdapters(changeset(bumps), at('1.4.0'))).toEqual([
      ".changeset/change.md has a major of uow, which uow-kysely takes as a peer: add 'uow-kysely': major",
      ".changeset/change.md has a major of uow, which integration-events takes as a peer: add 'integration-events': major",
    ])
  })

  it('names the majors of their adapters, too', () => {
    const bumps = { uow: 'major', 'uow-kysely': 'major', 'integration-events': 'major' } as const
    expect(forgottenAdapters(changeset(bumps), at('1.4.0'))).toEqual([
      ".changeset/change.md has a major of integration-events, which integration-events-dapr takes as a peer: add 'integration-events-dapr': major",
    ])
  })

  it('is in order if it names all of them', () => {
    const bumps = { 'integration-events': 'major', 'integration-events-dapr': 'major' } as const
    expect(forgottenAdapters(changeset(bumps), at('1.4.0'))).toEqual([])
  })

  it('finds no excuse in the changeset of somebody else', () => {
    const both = [
      { file: 'contract.md', bumps: { 'integration-events': 'major' } },
      { file: 'adapter.md', bumps: { 'integration-events-dapr': 'major' } },
    ] as const
    expect(forgottenAdapters(both, at('1.4.0'))).toHaveLength(1)
  })

  it('breaks it by a minor, before 1.0', () => {
    expect(forgottenAdapters(changeset({ 'integration-events': 'minor' }), at('0.4.0'))).toEqual([
      ".changeset/change.md has a minor of integration-events, which integration-events-dapr takes as a peer: add 'integration-events-dapr': minor",
    ])
  })

  it.each([
    ['a minor', '1.4.0', 'minor'],
    ['a patch before 1.0', '0.4.0', 'patch'],
    ['what was never released', '0.0.0', 'minor'],
  ] as const)('is not %s', (_, version, bump) => {
    expect(forgottenAdapters(changeset({ 'integration-events': bump }), at(version))).toEqual([])
  })
})

describe('the front matter of a changeset', () => {
  it('is read with either quotes, and without', () => {
    const text = `---\n'uow': major\n"uow-kysely": minor\nuow-prisma: patch\n---\n\n'uow': text\n`
    expect(parseChangeset('change.md', text)).toEqual({
      file: 'change.md',
      bumps: { uow: 'major', 'uow-kysely': 'minor', 'uow-prisma': 'patch' },
    })
  })

  it('may be empty', () => {
    expect(parseChangeset('change.md', '---\n---\n\nNothing.\n').bumps).toEqual({})
  })

  it.each(["---\n'uow': huge\n---\n", 'uow: major\n'])('is refused if it is %j', (text) => {
    expect(() => parseChangeset('change.md', text)).toThrow('change.md')
  })
})
