import { CommitOutcomeUnknownError, inMemoryUnitOfWork, type UnitOfWork } from 'uow'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { EventLog } from '../../src/contracts/event-log.ts'
import { inMemoryEventLog } from '../../src/in-memory/in-memory-event-log.ts'
import { outgoingEvent } from '../../src/testing/event-log/scene.ts'
import { cutAtCommit } from './cut-at-commit.ts'

const session = { leaseDuration: 30_000, label: 'test' }

afterEach(() => {
  vi.useRealTimers()
})

describe('in-memory event logs', () => {
  test('share nothing with each other', async () => {
    const unitOfWork = inMemoryUnitOfWork()
    const [first, second] = [inMemoryEventLog(), inMemoryEventLog()]
    await append(first, unitOfWork)
    expect((await first.stats()).pending).toBe(1)
    expect((await second.stats()).pending).toBe(0)
    await first.open({ unitOfWork, source: 'shop' })
    await expect(second.open({ unitOfWork, source: 'warehouse' })).resolves.toBeDefined()
  })

  test('that are attached are replicas over the same events', async () => {
    const unitOfWork = inMemoryUnitOfWork()
    const first = inMemoryEventLog()
    const second = first.attach().attach()
    const { id } = await append(first, unitOfWork)
    const claimed = await second.claim({ session: await second.openSession(session), limit: 10 })
    expect(claimed.events.map(({ event }) => event.id)).toEqual([id])
    expect((await first.stats()).inProgress).toBe(1)
  })

  test('warn that they keep nothing across restarts', async () => {
    const { warnings } = await inMemoryEventLog().open({
      unitOfWork: inMemoryUnitOfWork(),
      source: 'shop',
    })
    expect(warnings).toEqual([expect.stringContaining('keeps nothing across restarts')])
  })

  test('go by the clock that they are given', async () => {
    let now = 1_000
    const log = inMemoryEventLog({ now: () => now })
    await append(log, inMemoryUnitOfWork())
    now += 5_000
    expect((await log.stats()).oldestPendingAge).toBe(5_000)
  })

  test("go by the process's clock by default, also one that is replaced later", async () => {
    const log = inMemoryEventLog()
    vi.useFakeTimers()
    await append(log, inMemoryUnitOfWork())
    vi.advanceTimersByTime(7_000)
    expect((await log.stats()).oldestPendingAge).toBe(7_000)
  })

  test('drop what may have committed or not: memory cannot find out', async () => {
    const log = inMemoryEventLog()
    await expect(append(log, cutAtCommit())).rejects.toThrow(CommitOutcomeUnknownError)
    expect((await log.stats()).pending).toBe(0)
  })

  test('show what was committed to every hook, also to one registered before the append', async () => {
    const unitOfWork = inMemoryUnitOfWork()
    const log = inMemoryEventLog()
    const owner = await log.openSession(session)
    const settled = await unitOfWork.run(async () => {
      const transaction = unitOfWork.current()!
      let sequence = 0
      const lost = new Promise((resolve) => {
        transaction.afterCommit(async () => {
          resolve(await log.settle(owner, [{ sequence, outcome: 'published' }]))
        })
      })
      const events = [{ event: outgoingEvent(), owned: true }]
      const [row] = await log.append(transaction, events, owner)
      sequence = row!.sequence
      return { lost }
    })
    expect(await settled.lost).toEqual({ lost: 0 })
    expect(await log.stats()).toMatchObject({ pending: 0, inProgress: 0 })
  })
})

async function append(log: EventLog, unitOfWork: UnitOfWork): Promise<{ readonly id: string }> {
  const event = outgoingEvent()
  await unitOfWork.run(() => log.append(unitOfWork.current()!, [{ event, owned: false }], null))
  return event
}
