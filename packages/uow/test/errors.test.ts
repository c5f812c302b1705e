import * as errors from '../src/errors/index.ts'
import { afterEach, describe, expect, it, vi } from 'vitest'

const instances = [
  new errors.CommitOutcomeUnknownError({ provider: 'test', cause: new Error('cause') }),
  new errors.ConcurrentNestedUnitOfWorkError(),
  new errors.ConnectionSharedError({ provider: 'test', cause: new Error('cause') }),
  new errors.DatabaseBusyError({ provider: 'test', during: 'begin', cause: new Error('cause') }),
  new errors.NoDatabaseError(),
  new errors.OuterClientInsideTransactionError({ provider: 'test' }),
  new errors.SuspendedFrameError(),
  new errors.TransactionAbortedError({ provider: 'test', cause: new Error('cause') }),
  new errors.TransactionEndedError({ state: 'committed' }),
  new errors.UnfinishedNestedUnitOfWorkError(),
  new errors.UnitOfWorkBusyError({ called: 'commit', running: 'saveChanges' }),
  new errors.UnitOfWorkOptionError({ option: 'timeout', received: 0, allowed: 'more' }),
  new errors.UnitOfWorkTimeoutError({ timeout: 10 }),
]

type ErrorClass = typeof errors.UnitOfWorkError

const classOf = (error: errors.UnitOfWorkError, from: object): ErrorClass =>
  Reflect.get(from, error.name) as ErrorClass

afterEach(() => vi.resetModules())

describe('the errors', () => {
  it('are all here', () => {
    const names = Object.keys(errors).filter((name) => name !== 'UnitOfWorkError')
    expect(instances.map(({ name }) => name).toSorted()).toEqual(names.toSorted())
    expect(new Set(instances.map(({ code }) => code)).size).toBe(instances.length)
  })

  it.each(instances)('$name is told apart from every other one', (error) => {
    expect(error.code).toMatch(/^UOW_[A-Z_]+$/)
    expect(error.message).toMatch(/\.$|cause$/)
    expect(errors.UnitOfWorkError.isInstance(error)).toBe(true)
    const same = instances.filter((other) => classOf(error, errors).isInstance(other))
    expect(same).toEqual([error])
  })

  it('are recognised across two copies of the package', async () => {
    vi.resetModules()
    const copy: typeof errors = await import('../src/errors/index.ts')
    expect(copy.TransactionEndedError).not.toBe(errors.TransactionEndedError)
    for (const error of instances) expect(classOf(error, copy).isInstance(error)).toBe(true)
  })

  it('are told apart from foreign errors', () => {
    expect(errors.UnitOfWorkError.isInstance(new Error('UOW_TIMEOUT'))).toBe(false)
    expect(errors.UnitOfWorkTimeoutError.isInstance({ code: 'UOW_TIMEOUT' })).toBe(false)
    expect(errors.UnitOfWorkTimeoutError.isInstance(undefined)).toBe(false)
  })

  it('keep their cause', () => {
    const cause = new Error('cause')
    expect(new errors.CommitOutcomeUnknownError({ provider: 'test', cause }).cause).toBe(cause)
    expect('cause' in new errors.CommitOutcomeUnknownError({ provider: 'test' })).toBe(false)
  })
})
