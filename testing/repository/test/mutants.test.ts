import { join } from 'node:path'
import { defectOf, readCatalogue } from 'testing-mutants'
import { describe, expect, it } from 'vitest'
import { packagesIn, root } from '../src/workspace.ts'

const catalogue = await readCatalogue(join(root, 'testing/mutants/catalogue'))

describe('the catalogue of mutants', () => {
  it.each(catalogue)('applies $id, and finds the test that kills it', async (entry) => {
    expect(await defectOf(entry, root)).toBeUndefined()
  })

  it('breaks a promise of every package', () => {
    const covered = new Set(catalogue.map(({ id }) => id.split('/')[0]))
    const names = packagesIn('packages').map(({ manifest }) => manifest.name)
    expect(names.filter((name) => !covered.has(name))).toEqual([])
  })

  it('files each mutant under the package that it changes', () => {
    const strays = catalogue.filter(
      ({ id, mutant }) => !mutant.file.includes(`/${id.split('/')[0]}/`),
    )
    expect(strays.map(({ id }) => id)).toEqual([])
  })
})
