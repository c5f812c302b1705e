import { gate } from 'testing-databases'
import {
  CommitOutcomeUnknownError,
  inMemoryUnitOfWork,
  TransactionEndedError,
  type UnitOfWork,
} from 'uow'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Inbox, InboxDelivery } from '../../src/contracts/inbox.ts'
import { inMemoryInbox } from '../../src/in-memory/in-memory-inbox.ts'
import { cutAtCommit } from './cut-at-commit.ts'

const window = 60_000
const unitOfWork = inMemoryUnitOfWork()

afterEach(() => {
  vi.useRealTimers()
})

describe('in-memory inboxes', () => {
  test('share nothing with each other', async () => {
    const delivery = deliveryOf(Date.now())
    const [first, second] = [inMemoryInbox(), inMemoryInbox()]
    expect(await record(first, delivery)).toBe('recorded')
    expect(await record(second, delivery)).toBe('recorded')
  })

  test('that are attached are replicas over the same records', async () => {
    const delivery = deliveryOf(Date.now())
    const first = inMemoryInbox()
    const second = first.attach().attach()
    expect(await first.beginAttempt(delivery)).toBe(1)
    expect(await second.beginAttempt(delivery)).toBe(2)
    expect(await record(second, delivery)).toBe('recorded')
    expect(await record(first, delivery)).toBe('handled')
  })

  test('go by the clock that they are given, to the millisecond', async () => {
    let now = 1_000_000
    const inbox = inMemoryInbox({ now: () => now })
    const delivery = deliveryOf(now)
    expect(await record(inbox, delivery)).toBe('recorded')
    now += window - 1
    expect(await record(inbox, deliveryOf(1_000_000, 'another'))).toBe('recorded')
    expect(await inbox.deleteExpired({ limit: 10 })).toEqual({ deleted: 0, more: false })
    now += 1
    expect(await record(inbox, deliveryOf(1_000_000, 'a third'))).toBe('outsideWindow')
    expect(await inbox.deleteExpired({ limit: 10 })).toEqual({ deleted: 1, more: false })
    expect(await record(inbox, delivery)).toBe('outsideWindow')
  })

  test("go by the process's clock by default, also one that is replaced later", async () => {
    const inbox = inMemoryInbox()
    vi.useFakeTimers()
    const delivery = deliveryOf(Date.now())
    vi.advanceTimersByTime(window)
    expect(await record(inbox, delivery)).toBe('outsideWindow')
  })

  test('drop what may have committed or not: memory cannot find out', async () => {
    const inbox = inMemoryInbox()
    const delivery = deliveryOf(Date.now())
    await expect(record(inbox, delivery, cutAtCommit())).rejects.toThrow(CommitOutcomeUnknownError)
    expect(await record(inbox, delivery)).toBe('recorded')
  })

  test('show what was committed to every hook, also to one registered before the record', async () => {
    const inbox = inMemoryInbox()
    const delivery = deliveryOf(Date.now())
    const { seen } = await unitOfWork.run(async () => {
      const transaction = unitOfWork.current()!
      const answer = new Promise((resolve) => {
        transaction.afterCommit(async () => resolve(await inbox.beginAttempt(delivery)))
      })
      await inbox.record(transaction, delivery)
      return { seen: answer }
    })
    expect(await seen).toBe('handled')
  })

  test('take no record of a rolled-back nested unit for handled, also before its hooks have run', async () => {
    const inbox = inMemoryInbox()
    const delivery = deliveryOf(Date.now())
    const hooks = gate()
    const { nested } = await unitOfWork.run(async () => {
      const failing = unitOfWork.run(async () => {
        const transaction = unitOfWork.current()!
        transaction.afterRollback(() => hooks.passed)
        await inbox.record(transaction, delivery)
        throw new Error('the handler fails')
      })
      const settled = failing.catch(() => {})
      await hooks.waited
      return { nested: settled }
    })
    expect(await record(inbox, delivery)).toBe('busy')
    hooks.open()
    await nested
    expect(await record(inbox, delivery)).toBe('recorded')
  })

  test('record nothing in a transaction that has ended', async () => {
    const inbox = inMemoryInbox()
    const delivery = deliveryOf(Date.now())
    const work = await unitOfWork.begin()
    await work.rollback()
    await expect(inbox.record(work.transaction, delivery)).rejects.toThrow(TransactionEndedError)
    expect(await record(inbox, delivery)).toBe('recorded')
  })
})

function deliveryOf(date: number, id = 'one'): InboxDelivery {
  return { consumer: 'billing', source: 'shop', id, date, window, outsideWindow: 'refuse' }
}

async function record(
  inbox: Inbox,
  delivery: InboxDelivery,
  within: UnitOfWork = unitOfWork,
): Promise<string> {
  return await within.run(() => inbox.record(within.current()!, delivery))
}
