import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { temporaryRoot } from 'testing-databases'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startDaprd } from '../src/daprd.ts'
import { findDaprd } from '../src/find-daprd.ts'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(temporaryRoot('disk'), 'integration-events-find-'))
  vi.stubEnv('DAPRD_PATH', '')
  vi.stubEnv('PATH', '')
  vi.stubEnv('HOME', join(folder, 'home'))
  vi.stubEnv('USERPROFILE', join(folder, 'home'))
})

afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

/** A program that only ends. */
async function program(...path: readonly string[]): Promise<string> {
  const file = join(folder, ...path, process.platform === 'win32' ? 'daprd.exe' : 'daprd')
  await mkdir(join(folder, ...path), { recursive: true })
  await writeFile(file, '#!/bin/sh\necho no use\nexit 3\n')
  await chmod(file, 0o755)
  return file
}

it('finds what dapr init installed, rather what is on the path, and most of all what is named', async () => {
  expect(findDaprd()).toBeUndefined()
  const installed = await program('home', '.dapr', 'bin')
  expect(findDaprd()).toBe(installed)
  const onPath = await program('bin')
  vi.stubEnv('PATH', join(folder, 'bin'))
  expect(findDaprd()).toBe(onPath)
  const named = await program('named')
  vi.stubEnv('DAPRD_PATH', named)
  expect(findDaprd()).toBe(named)
})

it('takes no other for the one that is named and is not there', async () => {
  await program('home', '.dapr', 'bin')
  vi.stubEnv('DAPRD_PATH', join(folder, 'elsewhere'))
  expect(() => findDaprd()).toThrow('DAPRD_PATH names no program')
})

it('says that there is none', async () => {
  await expect(startDaprd({ topics: [] })).rejects.toThrow('There is no daprd')
})

it.skipIf(process.platform === 'win32')('says why it did not start', async () => {
  vi.stubEnv('DAPRD_PATH', await program('broken'))
  await expect(startDaprd({ topics: [] })).rejects.toThrow(/ended with 3:\nno use/)
})
