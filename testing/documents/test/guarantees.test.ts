import { join } from 'node:path'
import { readCatalogue } from 'testing-mutants'
import { expect, it } from 'vitest'
import { readDocument, root } from '../src/documents.ts'
import { guaranteesIn } from '../src/guarantees.ts'

const catalogue = await readCatalogue(join(root, 'testing/mutants/catalogue'))
const guarantees = guaranteesIn(readDocument('docs/guarantees.md'))

it('finds the guarantees', () => {
  expect(guarantees.length).toBeGreaterThan(50)
})

it.each(guarantees)('proves by the mutant that it names: $promise', ({ mutant, name, test }) => {
  const found = catalogue.find(({ id }) => id === mutant)
  expect(found?.mutant.killedBy).toEqual({ test, name })
})
