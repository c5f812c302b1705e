import { inMemoryUnitOfWork, NoDatabaseError, type SqlExecutor, TransactionEndedError } from 'uow'
import { describe, expect, it, vi } from 'vitest'

describe('the unit of work without a database', () => {
  it('runs hooks and frames as a real one does', async () => {
    const uow = inMemoryUnitOfWork()
    const order: string[] = []
    await uow.run(async () => {
      uow.current()?.beforeCommit(() => order.push('before'))
      uow.current()?.afterCommit(() => order.push('after'))
      const nested = uow.run(() => {
        uow.current()?.afterCommit(() => order.push('never'))
        uow.current()?.afterRollback(() => order.push('nested rolled back'))
        throw new Error('no')
      })
      await expect(nested).rejects.toThrow('no')
      await uow.run(() => uow.current()?.afterCommit(() => order.push('nested after')))
    })
    expect(order).toEqual(['nested rolled back', 'before', 'after', 'nested after'])
  })

  it('is begun and ended by hand too', async () => {
    const uow = inMemoryUnitOfWork()
    const unit = await uow.begin()
    await unit.commit()
    expect(unit.transaction.state).toBe('committed')
    expect(() => unit.transaction.afterCommit(() => {})).toThrow(TransactionEndedError)
  })

  it('rolls a forgotten handle back after 30 seconds, and a run after none', async () => {
    vi.useFakeTimers()
    try {
      const uow = inMemoryUnitOfWork()
      const forgotten = await uow.begin()
      let end: () => void = () => {}
      const run = uow.run(() => new Promise<void>((resolve) => (end = resolve)))
      await vi.advanceTimersByTimeAsync(29_999)
      expect(forgotten.transaction.state).toBe('open')
      await vi.advanceTimersByTimeAsync(1)
      expect(forgotten.transaction.state).toBe('rolledBack')
      await vi.advanceTimersByTimeAsync(86_400_000)
      end()
      await expect(run).resolves.toBeUndefined()
    } finally {
      vi.useRealTimers()
    }
  })

  it('has no database to send SQL to, and says so', async () => {
    const uow = inMemoryUnitOfWork()
    const refuse = async (sql: SqlExecutor | undefined): Promise<void> => {
      await expect(sql?.query('select 1', [])).rejects.toThrow(NoDatabaseError)
      await expect(sql?.execute('select 1', [])).rejects.toThrow(NoDatabaseError)
    }
    await refuse(uow.sql)
    await expect(uow.sql.transaction(async () => {})).rejects.toThrow(NoDatabaseError)
    await uow.run(() => refuse(uow.current()?.sql))
  })
})
