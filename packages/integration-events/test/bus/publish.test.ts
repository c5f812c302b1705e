import {
  BusStoppedError,
  defineEvent,
  EventDataError,
  type EventInput,
  type EventOutput,
  EventValidationError,
  OutsideUnitOfWorkError,
  UnitOfWorkEndedError,
} from 'integration-events'
import { UnitOfWorkTimeoutError } from 'uow'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import { busUnderTest, pending, settled, storedEvents, unitOfWorkWithCommit } from './support.ts'

const Placed = defineEvent<{ orderId: string }>('orders.placed')
const Shipped = defineEvent<{ orderId: string }>('orders.shipped')

/** Collects unhandled rejections until it is stopped. */
function watchUnhandledRejections(): { readonly reasons: unknown[]; stop(): void } {
  const reasons: unknown[] = []
  const listener = (reason: unknown): void => void reasons.push(reason)
  process.on('unhandledRejection', listener)
  return { reasons, stop: () => process.off('unhandledRejection', listener) }
}

describe('an event that is published in a unit of work', () => {
  test('is stored once the unit commits, under the id that publish answered', async () => {
    const { bus, unitOfWork, log } = busUnderTest()
    const published = await unitOfWork.run(async () => {
      const answer = await bus.publish(Placed, { orderId: '1' }, { headers: { tenant: 'a' } })
      expect(await storedEvents(log)).toEqual([])
      return answer
    })
    expect(await storedEvents(log)).toEqual([
      {
        id: published.id,
        topic: 'orders.placed',
        type: 'orders.placed',
        source: 'shop',
        time: expect.any(Number),
        key: null,
        headers: { tenant: 'a' },
        data: '{"orderId":"1"}',
      },
    ])
  })

  test('is not stored when the unit rolls back', async () => {
    const { bus, unitOfWork, log } = busUnderTest()
    const failed = unitOfWork.run(async () => {
      await bus.publish(Placed, { orderId: '1' })
      throw new Error('no stock')
    })
    await expect(failed).rejects.toThrow('no stock')
    expect(await storedEvents(log)).toEqual([])
    expect(log.appends).toEqual([])
  })

  test('is stored as it was when it was published, whatever is changed later', async () => {
    const { bus, unitOfWork, log } = busUnderTest()
    await unitOfWork.run(async () => {
      const order = { orderId: '1' }
      const headers = { tenant: 'a' }
      const publishing = bus.publish(Placed, order, { headers })
      order.orderId = '2'
      headers.tenant = 'b'
      await publishing
      order.orderId = '3'
    })
    expect(await storedEvents(log)).toMatchObject([
      { data: '{"orderId":"1"}', headers: { tenant: 'a' } },
    ])
  })

  test('is appended with all the others in one call, after every other before-commit hook', async () => {
    const { bus, unitOfWork, log, history } = busUnderTest()
    await unitOfWork.run(async () => {
      await bus.publish(Placed, { orderId: '1' })
      unitOfWork.current()?.beforeCommit(async () => {
        history.push('hook')
        await bus.publish(Shipped, { orderId: '2' })
      })
      unitOfWork.current()?.beforeCommit(() => void history.push('later hook'))
      await unitOfWork.run(() => bus.publish(Placed, { orderId: '3' }))
    })
    expect(history).toEqual([
      'hook',
      'later hook',
      ['reserve', ['orders.placed', 'orders.placed', 'orders.shipped']],
      ['append', ['orders.placed', 'orders.placed', 'orders.shipped']],
      ['committed', ['orders.placed', 'orders.placed', 'orders.shipped']],
    ])
    expect(log.appends).toHaveLength(1)
  })

  test('is appended after a saveChanges that came before it', async () => {
    const { bus, unitOfWork, log } = busUnderTest()
    const work = await unitOfWork.begin()
    await bus.publish(Placed, { orderId: '1' }, { unitOfWork: work })
    await work.saveChanges()
    await bus.publish(Shipped, { orderId: '2' }, { unitOfWork: work })
    expect(await storedEvents(log)).toEqual([])
    await work.commit()
    expect(log.appends.map((events) => events.map(({ event }) => event.topic))).toEqual([
      ['orders.placed'],
      ['orders.shipped'],
    ])
    expect(await storedEvents(log)).toHaveLength(2)
  })

  test('is appended also if it comes while the events before it are', async () => {
    const { bus, unitOfWork, log } = busUnderTest()
    const append = log.append.bind(log)
    let late: Promise<unknown> | undefined
    log.append = async (transaction, ...rest) => {
      const rows = await append(transaction, ...rest)
      late ??= bus.publish(Shipped, { orderId: '2' })
      return rows
    }
    await unitOfWork.run(() => bus.publish(Placed, { orderId: '1' }))
    expect((await storedEvents(log)).map(({ topic }) => topic)).toEqual([
      'orders.placed',
      'orders.shipped',
    ])
  })

  test('can be published by an explicit unit, in its scope or by its handle', async () => {
    const { bus, unitOfWork, log } = busUnderTest()
    await using work = await unitOfWork.begin()
    await work.within(() => bus.publish(Placed, { orderId: '1' }))
    await bus.publish(Placed, { orderId: '2' }, { unitOfWork: work })
    await work.commit()
    expect(await storedEvents(log)).toHaveLength(2)
  })

  test('goes into the unit whose handle is given, not into the ambient one', async () => {
    const { bus, unitOfWork, log } = busUnderTest()
    const work = await unitOfWork.begin()
    await unitOfWork.run(() => bus.publish(Placed, { orderId: '1' }, { unitOfWork: work }))
    expect(await storedEvents(log)).toEqual([])
    await work.commit()
    expect(await storedEvents(log)).toHaveLength(1)
  })
})

describe('a nested unit of work that rolls back', () => {
  test('takes its own events with it, and no others', async () => {
    const { bus, unitOfWork, log } = busUnderTest()
    await unitOfWork.run(async () => {
      await bus.publish(Placed, { orderId: 'before' })
      const nested = unitOfWork.run(async () => {
        await bus.publish(Placed, { orderId: 'inner' })
        throw new Error('undo')
      })
      await expect(nested).rejects.toThrow('undo')
      await bus.publish(Placed, { orderId: 'after' })
    })
    expect((await storedEvents(log)).map(({ data }) => data)).toEqual([
      '{"orderId":"before"}',
      '{"orderId":"after"}',
    ])
  })

  test('takes the events of a nested unit with it that had completed inside of it', async () => {
    const { bus, unitOfWork, log } = busUnderTest()
    await unitOfWork.run(async () => {
      const nested = unitOfWork.run(async () => {
        await unitOfWork.run(() => bus.publish(Placed, { orderId: 'innermost' }))
        throw new Error('undo')
      })
      await expect(nested).rejects.toThrow('undo')
    })
    expect(await storedEvents(log)).toEqual([])
    expect(log.appends).toEqual([])
  })

  test('does not take the append of what is published after it', async () => {
    const { bus, unitOfWork, log } = busUnderTest()
    await unitOfWork.run(async () => {
      await expect(
        unitOfWork.run(async () => {
          await bus.publish(Placed, { orderId: 'inner' })
          throw new Error('undo')
        }),
      ).rejects.toThrow('undo')
      await bus.publish(Shipped, { orderId: 'outer' })
    })
    expect(await storedEvents(log)).toMatchObject([{ topic: 'orders.shipped' }])
  })

  test('takes its own events with it also while another hook of it is still running', async () => {
    const { bus, unitOfWork, log } = busUnderTest()
    const hook = pending()
    const undone = pending()
    await unitOfWork.run(async () => {
      const nested = unitOfWork.run(async () => {
        unitOfWork.current()?.afterRollback(() => {
          undone.resolve()
          return hook.promise
        })
        await bus.publish(Placed, { orderId: 'inner' })
        throw new Error('undo')
      })
      nested.catch(() => {})
      await undone.promise
    })
    hook.resolve()
    expect(await storedEvents(log)).toEqual([])
  })

  test('takes a rejected event with it, so that the unit around it commits', async () => {
    const { bus, unitOfWork, log } = busUnderTest()
    await unitOfWork.run(async () => {
      await bus.publish(Placed, { orderId: '1' })
      const nested = unitOfWork.run(() => bus.publish(Placed, { orderId: 1n } as never))
      await expect(nested).rejects.toBeInstanceOf(EventDataError)
    })
    expect(await storedEvents(log)).toHaveLength(1)
  })
})

describe('a publish that is rejected', () => {
  const Checked = defineEvent('orders.checked', { schema: z.object({ total: z.number() }) })

  test('stores nothing, and fails the commit also if nobody awaited it', async () => {
    const { bus, unitOfWork, log } = busUnderTest()
    const unhandled = watchUnhandledRejections()
    const failed = unitOfWork.run(async () => {
      await bus.publish(Placed, { orderId: '1' })
      void bus.publish(Checked, { total: 'much' } as never)
    })
    await expect(failed).rejects.toBeInstanceOf(EventValidationError)
    expect(await storedEvents(log)).toEqual([])
    await settled()
    unhandled.stop()
    expect(unhandled.reasons).toEqual([])
  })

  test('fails the commit also if its data could not even become JSON', async () => {
    const { bus, unitOfWork, log } = busUnderTest()
    const failed = unitOfWork.run(async () => {
      void bus.publish(Placed, { orderId: 1n } as never)
    })
    await expect(failed).rejects.toBeInstanceOf(EventDataError)
    expect(await storedEvents(log)).toEqual([])
  })

  test('fails the commit also if its error was caught', async () => {
    const { bus, unitOfWork, log } = busUnderTest()
    const failed = unitOfWork.run(async () => {
      await bus.publish(Placed, { orderId: '1' })
      await bus.publish(Checked, { total: 'much' } as never).catch(() => {})
    })
    await expect(failed).rejects.toBeInstanceOf(EventValidationError)
    expect(await storedEvents(log)).toEqual([])
  })

  test('leaves no unhandled rejection when the unit had rolled back by then', async () => {
    const verdict = pending<{ issues: readonly { message: string }[] }>()
    const Slow = defineEvent('orders.slow', {
      schema: {
        '~standard': { version: 1, vendor: 'test', validate: () => verdict.promise },
      },
    })
    const { bus, unitOfWork } = busUnderTest()
    const unhandled = watchUnhandledRejections()
    const failed = unitOfWork.run(async () => {
      void bus.publish(Slow, {})
      throw new Error('no stock')
    })
    await expect(failed).rejects.toThrow('no stock')
    verdict.resolve({ issues: [{ message: 'wrong' }] })
    await settled()
    unhandled.stop()
    expect(unhandled.reasons).toEqual([])
  })
})

describe('a schema', () => {
  test('that takes its time is waited for by the commit', async () => {
    const verdict = pending<{ value: unknown }>()
    const Slow = defineEvent('orders.slow', {
      schema: {
        '~standard': { version: 1, vendor: 'test', validate: () => verdict.promise },
      },
    })
    const { bus, unitOfWork, log } = busUnderTest()
    const running = unitOfWork.run(async () => {
      void bus.publish(Slow, { orderId: '1' })
    })
    await settled()
    expect(log.appends).toEqual([])
    verdict.resolve({ value: {} })
    await running
    expect(await storedEvents(log)).toMatchObject([{ data: '{"orderId":"1"}' }])
  })

  test('has its input stored, and not what it makes of it', async () => {
    const Transformed = defineEvent('orders.transformed', {
      schema: z.object({ at: z.coerce.date(), note: z.string().default('none') }),
    })
    const { bus, unitOfWork, log } = busUnderTest()
    await unitOfWork.run(() => bus.publish(Transformed, { at: new Date(0) }))
    expect(await storedEvents(log)).toMatchObject([{ data: '{"at":"1970-01-01T00:00:00.000Z"}' }])
  })

  test('sees the data as it travels, so that what its handlers could not take is refused', async () => {
    const Dated = defineEvent('orders.dated', { schema: z.object({ at: z.date() }) })
    const { bus, unitOfWork } = busUnderTest()
    const failed = unitOfWork.run(() => bus.publish(Dated, { at: new Date() }))
    await expect(failed).rejects.toThrow(/at: .*a Date is a string/s)
  })

  test('gives publish its input as a type, and handlers its output', () => {
    const { bus } = busUnderTest()
    const Typed = defineEvent('orders.typed', {
      schema: z.object({ total: z.string().transform(Number) }),
      key: (order) => order.total,
    })
    expectTypeOf<EventInput<typeof Typed>>().toEqualTypeOf<{ total: string }>()
    expectTypeOf<EventOutput<typeof Typed>>().toEqualTypeOf<{ total: number }>()
    // @ts-expect-error the schema's input is a string
    const wrong = (): unknown => bus.publish(Typed, { total: 1 })
    // @ts-expect-error the data is missing
    const missing = (): unknown => bus.publish(Typed)
    expect([wrong, missing]).toHaveLength(2)
  })
})

describe('an event with a key', () => {
  test('is stored with it, and the bus says once that this orders nothing yet', async () => {
    const Keyed = defineEvent<{ orderId: string }>('orders.keyed', {
      key: (order) => order.orderId,
    })
    const { bus, unitOfWork, log, logger } = busUnderTest()
    await unitOfWork.run(async () => {
      await bus.publish(Placed, { orderId: '1' })
      await bus.publish(Keyed, { orderId: '2' })
      await bus.publish(Keyed, { orderId: '3' })
    })
    expect(await storedEvents(log)).toMatchObject([{ key: null }, { key: '2' }, { key: '3' }])
    expect(logger.lines).toMatchObject([{ level: 'warn', fields: { topic: 'orders.keyed' } }])
  })
})

describe('a publish without an open unit of work', () => {
  test('is refused, and says the three ways out', async () => {
    const { bus, log } = busUnderTest()
    const failed = bus.publish(Placed, { orderId: '1' })
    await expect(failed).rejects.toBeInstanceOf(OutsideUnitOfWorkError)
    await expect(failed).rejects.toThrow(
      /unitOfWork\.run.*unitOfWork: work.*unitOfWork: 'own'.*outsideUnitOfWork/s,
    )
    expect(await storedEvents(log)).toEqual([])
  })

  test('opens a unit of its own where it asks for one', async () => {
    const { bus, log } = busUnderTest()
    const { id } = await bus.publish(Placed, { orderId: '1' }, { unitOfWork: 'own' })
    expect(await storedEvents(log)).toMatchObject([{ id }])
  })

  test('opens a unit of its own where the bus says so', async () => {
    const { bus, log } = busUnderTest({ outsideUnitOfWork: 'open' })
    const { id } = await bus.publish(Placed, { orderId: '1' })
    expect(await storedEvents(log)).toMatchObject([{ id }])
  })

  test('begins its own unit only once the data is valid', async () => {
    const { bus, unitOfWork, log } = busUnderTest()
    let begun = 0
    const begin = unitOfWork.begin.bind(unitOfWork)
    unitOfWork.begin = (options) => {
      begun += 1
      return begin(options)
    }
    const Checked = defineEvent('orders.checked', { schema: z.object({ total: z.number() }) })
    const failed = bus.publish(Checked, { total: '' } as never, { unitOfWork: 'own' })
    await expect(failed).rejects.toBeInstanceOf(EventValidationError)
    expect(begun).toBe(0)
    expect(await storedEvents(log)).toEqual([])
  })

  test('in a unit of its own is stored although the unit around it rolls back', async () => {
    const { bus, unitOfWork, log } = busUnderTest()
    const failed = unitOfWork.run(async () => {
      await bus.publish(Placed, { orderId: '1' }, { unitOfWork: 'own' })
      throw new Error('no stock')
    })
    await expect(failed).rejects.toThrow('no stock')
    expect(await storedEvents(log)).toHaveLength(1)
  })

  test('in a unit of its own rolls back and rejects when the append fails', async () => {
    const { bus, log, history } = busUnderTest()
    log.append = () => Promise.reject(new Error('disk full'))
    const failed = bus.publish(Placed, { orderId: '1' }, { unitOfWork: 'own' })
    await expect(failed).rejects.toThrow('disk full')
    expect(history).toEqual([['reserve', ['orders.placed']], ['rolledBack']])
  })

  test.each(['throw', 'open'] as const)(
    'is refused after its unit of work has committed (outsideUnitOfWork: %s)',
    async (outsideUnitOfWork) => {
      const { bus, unitOfWork, log } = busUnderTest({ outsideUnitOfWork })
      const committed = pending()
      const forgotten = await unitOfWork.run(async () => ({
        publishing: committed.promise.then(() => bus.publish(Placed, { orderId: '1' })),
      }))
      committed.resolve()
      await expect(forgotten.publishing).rejects.toBeInstanceOf(UnitOfWorkEndedError)
      await expect(forgotten.publishing).rejects.toThrow(/already committed/)
      expect(await storedEvents(log)).toEqual([])
    },
  )

  test('is refused after its unit of work has rolled back', async () => {
    const { bus, unitOfWork } = busUnderTest({ outsideUnitOfWork: 'open' })
    const ended = pending()
    let publishing: Promise<unknown> | undefined
    const failed = unitOfWork.run(async () => {
      publishing = ended.promise.then(() => bus.publish(Placed, { orderId: '1' }))
      throw new Error('no stock')
    })
    await expect(failed).rejects.toThrow('no stock')
    ended.resolve()
    await expect(publishing).rejects.toThrow(/already rolled back/)
  })

  test('is refused after its nested unit has ended, although the one around it is open', async () => {
    const { bus, unitOfWork, log } = busUnderTest()
    await unitOfWork.run(async () => {
      const ended = pending()
      let publishing: Promise<unknown> | undefined
      const nested = unitOfWork.run(async () => {
        publishing = ended.promise.then(() => bus.publish(Placed, { orderId: '1' }))
        throw new Error('undo')
      })
      await expect(nested).rejects.toThrow('undo')
      ended.resolve()
      await expect(publishing).rejects.toBeInstanceOf(UnitOfWorkEndedError)
    })
    expect(await storedEvents(log)).toEqual([])
  })

  test('is refused for a handle that was committed', async () => {
    const { bus, unitOfWork } = busUnderTest()
    const work = await unitOfWork.begin()
    await work.commit()
    const failed = bus.publish(Placed, { orderId: '1' }, { unitOfWork: work })
    await expect(failed).rejects.toBeInstanceOf(UnitOfWorkEndedError)
  })

  test('is refused while its unit of work is being committed', async () => {
    const atCommit = pending()
    const answer = pending()
    const { bus, unitOfWork, log } = busUnderTest({
      unitOfWork: unitOfWorkWithCommit(() => {
        atCommit.resolve()
        return answer.promise
      }),
    })
    const work = await unitOfWork.begin()
    const committing = work.commit()
    await atCommit.promise
    const failed = bus.publish(Placed, { orderId: '1' }, { unitOfWork: work })
    await expect(failed).rejects.toBeInstanceOf(UnitOfWorkEndedError)
    answer.resolve()
    await committing
    expect(await storedEvents(log)).toEqual([])
  })

  test('is refused for a handle that has timed out', async () => {
    const { bus, unitOfWork } = busUnderTest()
    const work = await unitOfWork.begin({ timeout: 1 })
    await new Promise<void>((resolve) => work.transaction.afterRollback(resolve))
    const failed = bus.publish(Placed, { orderId: '1' }, { unitOfWork: work })
    await expect(failed).rejects.toBeInstanceOf(UnitOfWorkTimeoutError)
  })
})

describe('a publish after stop', () => {
  test('is refused, and the unit around it can no longer commit', async () => {
    const { bus, unitOfWork, log } = busUnderTest()
    const failed = unitOfWork.run(async () => {
      await bus.publish(Placed, { orderId: '1' })
      await bus.stop()
      void bus.publish(Placed, { orderId: '2' })
    })
    await expect(failed).rejects.toBeInstanceOf(BusStoppedError)
    expect(await storedEvents(log)).toEqual([])
  })

  test('is refused also where it would open a unit of its own', async () => {
    const { bus, log } = busUnderTest({ outsideUnitOfWork: 'open' })
    await bus.stop()
    const failed = bus.publish(Placed, { orderId: '1' })
    await expect(failed).rejects.toBeInstanceOf(BusStoppedError)
    expect(await storedEvents(log)).toEqual([])
  })

  test('leaves alone what was published before: it is stored, for others to deliver', async () => {
    const { bus, unitOfWork, log, history } = busUnderTest()
    await unitOfWork.run(async () => {
      await bus.publish(Placed, { orderId: '1' })
      await bus.stop()
    })
    expect(log.appends).toMatchObject([[{ owned: false }]])
    expect(log.sessions).toEqual([null])
    expect(history).not.toContainEqual(['reserve', ['orders.placed']])
    expect(await storedEvents(log)).toHaveLength(1)
  })
})
