import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { documents, readDocument } from '../src/documents.ts'
import { programsIn } from '../src/program.ts'
import { Workplace } from '../src/workplace.ts'

const programs = documents.flatMap((path) => programsIn(path, readDocument(path)))
const workplace = new Workplace('documents', programs)

describe('the TypeScript of the documents', () => {
  const home = process.cwd()
  let folder: string

  beforeEach(() => {
    // Programs write files, and each gets a prelude of its own.
    folder = mkdtempSync(join(tmpdir(), 'integration-events-documents-'))
    process.chdir(folder)
    vi.resetModules()
    for (const level of ['log', 'warn'] as const)
      vi.spyOn(console, level).mockImplementation(() => {})
  })

  afterEach(() => {
    vi.restoreAllMocks()
    process.chdir(home)
    rmSync(folder, { recursive: true, force: true })
  })

  it('compiles', { timeout: 60_000 }, async () => {
    expect(await workplace.problems()).toEqual([])
  })

  // oxlint-disable-next-line vitest/expect-expect -- a program asserts by itself, or by its end
  it.each(programs.filter(({ notRun }) => notRun === undefined))(
    'runs: $name',
    async (program) => await workplace.run(program),
  )
})
