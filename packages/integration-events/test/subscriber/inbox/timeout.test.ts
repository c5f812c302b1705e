import { HandlerTimeoutError } from 'integration-events'
import { gate } from 'testing-databases'
import { UnitOfWorkTimeoutError } from 'uow'
import { describe, expect, test } from 'vitest'
import { outgoing, signal } from '../support.ts'
import { billing, now, Placed, subscriberUnderTest, unitOfWork } from './support.ts'

describe('a timeout', () => {
  test('aborts the signal, and rolls the unit of work back', { timeout: 3_000 }, async () => {
    const states: unknown[] = []
    const aborted = gate()
    const subscriber = subscriberUnderTest().on(
      Placed,
      { ...billing, timeout: 20 },
      async (_, { signal: limit }) => {
        const transaction = unitOfWork.current()
        transaction?.afterRollback(() => states.push(transaction.state))
        limit.addEventListener('abort', () => aborted.open())
        await aborted.passed
        await new Promise(() => {})
      },
    )
    const event = outgoing(now())
    const [verdict] = await subscriber.handle(event, { signal })
    expect(verdict).toMatchObject({ status: 'transient', error: { timeout: 20 } })
    expect(HandlerTimeoutError.isInstance((verdict as { error?: unknown }).error)).toBe(true)
    await expect.poll(() => states).toEqual(['rolledBack'])
  })

  test('is not blamed for the timeout of another unit of work', async () => {
    const error = new UnitOfWorkTimeoutError({ timeout: 20 })
    const subscriber = subscriberUnderTest().on(Placed, { ...billing, timeout: '60s' }, () =>
      Promise.reject(error),
    )
    const [verdict] = await subscriber.handle(outgoing(now()), { signal })
    expect(verdict).toEqual({ ...billing, status: 'transient', error })
  })
})
