import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { packageName } from '../src/package-name.ts'
import { publicPackages } from '../src/public-packages.ts'
import { rows } from '../src/rows.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const packages = publicPackages(root)
const programs = readdirSync(fileURLToPath(new URL('../programs', import.meta.url)))

/** Our packages that npm adds to what was asked for: their peers, and the peers of those. */
function peersOf(names: readonly string[]): string[] {
  const found = new Set(names)
  // A set yields what is added to it on the way, too.
  for (const name of found)
    for (const peer of packages.find((entry) => entry.name === name)?.peers ?? []) found.add(peer)
  return [...found].filter((name) => !names.includes(name))
}

describe('the rows of the rehearsal', () => {
  it('install every public package', () => {
    const installed = rows.flatMap(({ brings, install }) => [
      ...install.map(packageName),
      ...brings,
    ])
    const names = packages.map(({ name }) => name)
    expect(names.filter((name) => !installed.includes(name))).toEqual([])
  })

  it('have each a sibling with Dapr', () => {
    expect(rows.filter(({ dapr }) => dapr).map(({ name }) => name)).toEqual(
      rows.filter(({ dapr }) => !dapr).map(({ name }) => `${name}, with integration-events-dapr`),
    )
  })

  it('have programs that are there, and leave none unused', () => {
    const used = rows.flatMap(({ program }) => Object.values(program))
    expect([...new Set([...used, 'schema.prisma'])].toSorted()).toEqual(programs.toSorted())
  })

  it.each(rows)('expect of ours with $name what npm adds, and nothing else', (row) => {
    const ours = new Set(packages.map(({ name }) => name))
    expect(row.brings.filter((name) => ours.has(name)).toSorted()).toEqual(
      peersOf(row.install).toSorted(),
    )
  })

  it.each(rows)('ask with $name for one client at most, and never for the SDK of Dapr', (row) => {
    const names = [...row.install.map(packageName), ...row.brings]
    const clients = names.filter((name) => ['kysely', '@prisma/client'].includes(name))
    expect(clients).toHaveLength(1)
    expect(names).not.toContain('@dapr/dapr')
  })
})

describe('the name in what one types', () => {
  it.each([
    ['pg', 'pg'],
    ['pg@8', 'pg'],
    ['@prisma/client', '@prisma/client'],
    ['@prisma/client@7', '@prisma/client'],
  ])('%s is %s', (specifier, name) => {
    expect(packageName(specifier)).toBe(name)
  })
})
