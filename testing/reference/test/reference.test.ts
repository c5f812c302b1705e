import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportedNames } from '../src/exported-names.ts'
import type { Reference } from '../src/reference.ts'
import { publicEntryPoints, readWorkspaceReference } from '../src/workspace-reference.ts'

let reference: Reference
let folder: string

beforeAll(async () => {
  reference = await readWorkspaceReference()
  folder = await mkdtemp(join(tmpdir(), 'integration-events-reference-'))
  await reference.write(folder)
}, 60_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the reference of the published packages', () => {
  it('lacks no comment of a public symbol or member, and no target of a link', () => {
    expect(reference.warnings).toEqual([])
  })

  it('has every entry that the packages export', () => {
    const names = publicEntryPoints.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['uow', 'uow/testing', 'integration-events']))
    expect(reference.project.children?.map(({ name }) => name).toSorted()).toEqual(names.toSorted())
  })

  it('begins with an index of all of them', () => {
    const index = readFileSync(join(folder, 'index.html'), 'utf8')
    const unlinked = publicEntryPoints.filter(({ name }) => !index.includes(`href="${name}.html"`))
    expect(unlinked).toEqual([])
  })

  it.each(publicEntryPoints)('has a page for each symbol of $name', ({ name, source }) => {
    // On file systems that do not tell `Name` from `name`, the second of them is numbered.
    const pages = readdirSync(join(folder, name))
      .filter((file) => file.endsWith('.html'))
      .map((file) => file.replace(/(-\d+)?\.html$/, ''))
    const symbols = exportedNames(source)
    expect(symbols.length).toBeGreaterThan(0)
    expect(symbols.filter((symbol) => !pages.includes(symbol))).toEqual([])
  })

  it.each(publicEntryPoints.filter(({ description }) => description !== undefined))(
    'says what $name is',
    ({ description, name }) => {
      expect(readFileSync(join(folder, `${name}.html`), 'utf8')).toContain(
        description?.replaceAll("'", '&#39;').slice(0, 30),
      )
    },
  )
})
