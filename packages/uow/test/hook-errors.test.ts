import { createUnitOfWork, inMemoryUnitOfWork, UnitOfWorkOptionError } from 'uow'
import { afterEach, beforeEach, expect, it, type MockInstance, vi } from 'vitest'
import { MemoryDatabase } from './memory-database.ts'

let print: MockInstance<typeof console.error>
const error = new Error('the hook failed')

beforeEach(() => {
  print = vi.spyOn(console, 'error').mockImplementation(() => {})
})

afterEach(() => vi.restoreAllMocks())

it('prints the error of an after hook where nobody takes it', async () => {
  const uow = inMemoryUnitOfWork()
  await uow.run(() => uow.current()?.afterCommit(() => Promise.reject(error)))
  expect(print).toHaveBeenCalledWith(expect.stringContaining('afterCommit'), error)
})

it('hands it to onHookError instead, with the name of the hook', async () => {
  const onHookError = vi.fn<(error: unknown, hook: string) => void>()
  const uow = inMemoryUnitOfWork({ onHookError })
  await uow.run(() => uow.current()?.afterCommit(() => Promise.reject(error)))
  expect(onHookError.mock.calls).toEqual([[error, 'afterCommit']])
  expect(print).not.toHaveBeenCalled()
})

it.each([
  {
    way: 'throws',
    onHookError: () => {
      throw new Error('onHookError failed')
    },
  },
  { way: 'rejects', onHookError: () => Promise.reject<void>(new Error('onHookError failed')) },
])('prints both errors when onHookError $way', async ({ onHookError }) => {
  const uow = inMemoryUnitOfWork({ onHookError })
  await expect(
    uow.run(() => {
      uow.current()?.afterCommit(() => Promise.reject(error))
      return 'result'
    }),
  ).resolves.toBe('result')
  await new Promise(setImmediate)
  expect(print.mock.calls.map(([, printed]) => String(printed))).toEqual([
    'Error: the hook failed',
    'Error: onHookError failed',
  ])
})

it('refuses an onHookError that is no function', () => {
  const database = new MemoryDatabase()
  const options = { onHookError: 'console' as unknown as () => void }
  expect(() => createUnitOfWork(database, options)).toThrow(
    'The option onHookError is "console", but must be a function.',
  )
  expect(() => inMemoryUnitOfWork(options)).toThrow(UnitOfWorkOptionError)
})
