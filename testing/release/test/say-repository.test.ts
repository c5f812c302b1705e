import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { sayRepository } from '../src/say-repository.ts'

const workflow = new URL('../../../.github/workflows/release.yml', import.meta.url)

function workspace(): string {
  const root = mkdtempSync(join(tmpdir(), 'say-repository-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  for (const name of ['one', 'other']) {
    mkdirSync(join(root, 'packages', name), { recursive: true })
    writeFileSync(join(root, 'packages', name, 'package.json'), JSON.stringify({ name }))
  }
  return root
}

describe('what is to be published with its provenance', () => {
  test('says which repository it comes from, and where it stands there', () => {
    const root = workspace()
    sayRepository(root, 'owner/name.js')
    for (const name of ['one', 'other']) {
      const manifest = readFileSync(join(root, 'packages', name, 'package.json'), 'utf8')
      expect(JSON.parse(manifest)).toEqual({
        name,
        repository: {
          type: 'git',
          url: 'git+https://github.com/owner/name.js.git',
          directory: `packages/${name}`,
        },
      })
    }
  })

  test.each([undefined, '', 'name', 'https://example.com/a/b'])(
    'is of no repository %s',
    (name) => {
      expect(() => sayRepository(workspace(), name)).toThrow(/owner\/name/)
    },
  )

  test('says so before it is packed', () => {
    const text = readFileSync(workflow, 'utf8')
    const [said, packed] = ['say-repository-main.ts', 'changesets/action/pack@'].map((part) =>
      text.indexOf(part),
    )
    expect(said).toBeGreaterThan(0)
    expect(packed).toBeGreaterThan(said!)
  })
})
