import { describe, expect, it } from 'vitest'
import { unitOfWorkContract } from 'uow/testing'
import { brokenUnitsOfWork } from './broken/index.ts'
import { memoryHarness } from './memory-harness.ts'

describe('the unit-of-work contract', () => {
  // oxlint-disable-next-line vitest/expect-expect -- the cases assert by themselves
  it.each(unitOfWorkContract(memoryHarness()))('$name', ({ run }) => run())

  it('has a name of its own for each case', () => {
    const names = unitOfWorkContract(memoryHarness()).map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })
})

describe('the unit-of-work contract notices a unit of work that', () => {
  it.each(brokenUnitsOfWork)('$defect', async ({ noticedBy, ...broken }) => {
    // Short, as some of the broken ones hang.
    const cases = unitOfWorkContract(memoryHarness(broken), { timeout: 500 })
    const named = cases.find(({ name }) => name === noticedBy)
    expect(named?.name).toBe(noticedBy)
    await expect(named?.run()).rejects.toBeInstanceOf(Error)
  })
})
