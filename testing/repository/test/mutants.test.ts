import { join } from 'node:path'
import { defectOf, type Mutant, readCatalogue } from 'testing-mutants'
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

  it('files each mutant under the package that it changes, or where the packages work together', () => {
    const takesTheWhole = ({ killedBy }: Mutant): boolean =>
      'test' in killedBy && killedBy.test.startsWith('testing/reliability/')
    const strays = catalogue.filter(({ id, mutant }) => {
      const [folder = ''] = id.split('/')
      return folder === 'reliability'
        ? !takesTheWhole(mutant)
        : !mutant.file.includes(`/${folder}/`)
    })
    expect(strays.map(({ id }) => id)).toEqual([])
  })
})
