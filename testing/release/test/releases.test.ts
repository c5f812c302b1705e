import { describe, expect, it } from 'vitest'
import { outdatedPeers } from '../src/outdated-peers.ts'
import { unexpectedReleases } from '../src/unexpected-releases.ts'
import { unexplainedReleases } from '../src/unexplained-releases.ts'

describe('what a release should publish', () => {
  const before = { uow: '1.0.0', 'uow-kysely': '1.0.0' }

  it('is what changesets planned', () => {
    const planned = { 'uow-kysely': '1.1.0' }
    expect(unexpectedReleases({ before, planned, after: { ...before, ...planned } })).toEqual([])
  })

  it('is nothing else', () => {
    const after = { uow: '1.0.1', 'uow-kysely': '1.1.0' }
    expect(unexpectedReleases({ before, planned: { 'uow-kysely': '1.1.0' }, after })).toEqual([
      'uow should be at 1.0.0, and is at 1.0.1',
    ])
  })

  it('is all of it', () => {
    expect(unexpectedReleases({ before, planned: { uow: '1.0.1' }, after: before })).toEqual([
      'uow should be at 1.0.1, and is at 1.0.0',
    ])
  })
})

describe('a CHANGELOG', () => {
  const why = 'Faster.'
  const defects = (changelog: string, named: readonly string[] = ['uow']): string[] =>
    unexplainedReleases({
      planned: { uow: '1.1.0' },
      named,
      why,
      changelogs: { uow: changelog },
    })

  it('says what the changeset says', () => {
    expect(defects('# uow\n\n## 1.1.0\n\n### Minor Changes\n\n- Faster.\n')).toEqual([])
  })

  it('has to say it of that version', () => {
    expect(defects('# uow\n\n## 1.1.0\n\n## 1.0.0\n\n- Faster.\n')).toEqual([
      'the CHANGELOG of uow does not say "Faster." under 1.1.0',
    ])
  })

  it('names the others for whose sake a package is released', () => {
    expect(defects('# uow\n\n## 1.1.0\n\n- Updated dependencies [abc]\n', [])).toEqual([])
    expect(defects('# uow\n\n## 1.1.0\n', [])).toHaveLength(1)
  })
})

describe('the peer range of an adapter', () => {
  const published = (range: string) => [
    { name: 'uow', version: '2.0.0' },
    { name: 'uow-kysely', version: '2.0.0', peerDependencies: { uow: range, kysely: '>=0.29' } },
  ]

  it('follows its contract', () => {
    expect(outdatedPeers(published('^2.0.0'))).toEqual([])
  })

  it('is outdated if it stays behind the major of its contract', () => {
    expect(outdatedPeers(published('^1.4.0'))).toEqual([
      'uow-kysely takes uow ^1.4.0 as a peer, instead of ^2.0.0',
    ])
  })
})
