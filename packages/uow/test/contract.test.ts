import { describe, expect, it } from 'vitest'
import { unitOfWorkContract } from 'uow/testing'
import { brokenUnitsOfWork } from './broken/index.ts'
import { memoryHarness } from './memory-harness.ts'

describe('the unit-of-work contract', () => {
  // oxlint-disable-next-line vitest/expect-expect -- the cases assert by themselves
  it.each(unitOfWorkContract(memoryHarness()).map(({ name, run }) => [name, run] as const))(
    '%s',
    (_, run) => run(),
  )

  it('has a name of its own for each case', () => {
    const names = unitOfWorkContract(memoryHarness()).map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })
})

describe('the unit-of-work contract notices a unit of work that', () => {
  const broken = brokenUnitsOfWork.map((unit) => [unit.defect, unit] as const)

  it.each(broken)('%s', async (_, { noticedBy, ...defect }) => {
    // Short, as some of the broken ones hang.
    const cases = unitOfWorkContract(memoryHarness(defect), { timeout: 500 })
    const named = cases.find(({ name }) => name === noticedBy)
    expect(named?.name).toBe(noticedBy)
    await expect(named?.run()).rejects.toBeInstanceOf(Error)
  })
})
