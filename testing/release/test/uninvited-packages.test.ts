import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { installedPackages } from '../src/installed-package.ts'
import { missingPackages, uninvitedPackages } from '../src/uninvited-packages.ts'

let nodeModules: string

beforeEach(() => {
  nodeModules = mkdtempSync(join(tmpdir(), 'integration-events-installed-'))
})

afterEach(() => rmSync(nodeModules, { recursive: true }))

function install(name: string, manifest: object = {}, parent = nodeModules): string {
  const folder = join(parent, name)
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name, version: '1.0.0', ...manifest }),
  )
  return folder
}

const ours = new Set(['uow', 'uow-kysely', 'integration-events-dapr'])

const uninvited = (...invited: string[]): string[] =>
  uninvitedPackages(installedPackages(nodeModules), { invited, ours })

describe('a package that nobody asked for', () => {
  it('is found if one of ours brought it as a dependency', () => {
    install('uow-kysely', { dependencies: { '@prisma/client': '7' } })
    install('@prisma/client')
    expect(uninvited('uow-kysely')).toEqual(['@prisma/client'])
  })

  it('is found if one of ours brought it as a peer', () => {
    install('integration-events-dapr', { peerDependencies: { '@dapr/dapr': '3' } })
    install('@dapr/dapr', { dependencies: { 'google-protobuf': '3' } })
    install('google-protobuf')
    expect(uninvited('integration-events-dapr')).toEqual(['@dapr/dapr', 'google-protobuf'])
  })

  it('is found if it is of ours', () => {
    install('uow-kysely', { peerDependencies: { uow: '1' } })
    install('uow')
    expect(uninvited('uow-kysely')).toEqual(['uow'])
  })

  it('is found inside of another package', () => {
    const folder = install('uow-kysely')
    install('kysely', {}, join(folder, 'node_modules'))
    expect(uninvited('uow-kysely')).toEqual(['kysely'])
  })

  it('is found if another package could do without it', () => {
    install('@prisma/client', {
      peerDependencies: { typescript: '7' },
      peerDependenciesMeta: { typescript: { optional: true } },
    })
    install('typescript')
    expect(uninvited('@prisma/client')).toEqual(['typescript'])
  })
})

describe('a package that was asked for', () => {
  it('may bring what it needs, and that what it needs', () => {
    install('pg', { dependencies: { 'pg-types': '2' }, peerDependencies: { 'pg-native': '3' } })
    install('pg-types', { optionalDependencies: { 'postgres-array': '3' } })
    install('postgres-array')
    install('pg-native')
    expect(uninvited('pg')).toEqual([])
  })

  it('is missed if it is not there', () => {
    install('uow')
    expect(missingPackages(installedPackages(nodeModules), ['uow', 'kysely'])).toEqual(['kysely'])
  })
})
