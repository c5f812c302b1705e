import {
  BusOptionError,
  BusStoppedError,
  createSubscriber,
  defineEvent,
  EventLogTablesMissingError,
  EventLogUnavailableError,
  EventSelectionError,
  inMemoryEventLog,
} from 'integration-events'
import { describe, expect, test } from 'vitest'
import { busUnderTest, pending } from './support.ts'

describe('start', () => {
  test('opens the event log with the unit of work, logs its warnings, then starts delivery', async () => {
    const { bus, unitOfWork, log, logger, history } = busUnderTest()
    log.open = async (options) => {
      history.push(['open', options])
      return { id: 'a', warnings: ['synchronous_commit is off'] }
    }
    await bus.start()
    expect(history).toEqual([['open', { unitOfWork, source: 'shop' }], ['start']])
    expect(logger.lines).toMatchObject([{ level: 'warn', message: 'synchronous_commit is off' }])
  })

  test('starts no delivery in a process that only publishes', async () => {
    const { bus, history } = busUnderTest({ deliver: false })
    await bus.start()
    expect(history).toEqual([])
  })

  test('fails with a named error when the database is down, starts nothing, and can be called again', async () => {
    const { bus, log, history } = busUnderTest()
    const open = log.open.bind(log)
    const down = new Error('connect ECONNREFUSED')
    log.open = () => Promise.reject(down)
    const failed = bus.start()
    await expect(failed).rejects.toBeInstanceOf(EventLogUnavailableError)
    await expect(failed).rejects.toMatchObject({ cause: down, eventLog: 'in-memory' })
    expect(history).toEqual([])
    log.open = open
    await bus.start()
    expect(history).toEqual([['start']])
  })

  test('passes on what the event log says by name', async () => {
    const { bus, log } = busUnderTest()
    const error = new EventLogTablesMissingError({
      eventLog: 'in-memory',
      missing: 'table "x"',
      remedy: 'Run the migrations.',
    })
    log.open = () => Promise.reject(error)
    await expect(bus.start()).rejects.toBe(error)
  })

  test('can be called again after delivery failed to start', async () => {
    const { bus, delivery, history } = busUnderTest()
    const start = delivery.start.bind(delivery)
    delivery.start = () => Promise.reject(new Error('no such component'))
    await expect(bus.start()).rejects.toThrow('no such component')
    delivery.start = start
    await bus.start()
    expect(history).toEqual([['start']])
  })

  test('shares one outcome among its calls', async () => {
    const { bus, history } = busUnderTest()
    await Promise.all([bus.start(), bus.start()])
    await bus.start()
    expect(history).toEqual([['start']])
  })

  test('is refused after stop', async () => {
    const { bus, history } = busUnderTest()
    await bus.stop()
    await expect(bus.start()).rejects.toBeInstanceOf(BusStoppedError)
    expect(history).toEqual([['stop', {}]])
  })

  test('starts no delivery when stop came while the event log was being checked', async () => {
    const { bus, log, history } = busUnderTest()
    const opened = pending<{ id: string; warnings: string[] }>()
    log.open = () => opened.promise
    const starting = bus.start()
    const stopping = bus.stop()
    opened.resolve({ id: 'a', warnings: [] })
    await expect(starting).rejects.toBeInstanceOf(BusStoppedError)
    await stopping
    expect(history).toEqual([['stop', {}]])
  })
})

describe('stop', () => {
  test('stops delivery once, however often it is called', async () => {
    const { bus, history } = busUnderTest()
    await bus.start()
    await Promise.all([bus.stop({ timeout: '2s' }), bus.stop()])
    await bus.stop()
    expect(history).toEqual([['start'], ['stop', { timeout: 2_000 }]])
  })

  test('happens at the end of await using', async () => {
    const { bus, history } = busUnderTest()
    {
      await using using = bus
      await using.start()
    }
    expect(history).toEqual([['start'], ['stop', {}]])
  })

  test('refuses a timeout that is no duration, and can be called again', async () => {
    const { bus, history } = busUnderTest()
    const failed = bus.stop({ timeout: 'soon' as never })
    await expect(failed).rejects.toBeInstanceOf(BusOptionError)
    await expect(failed).rejects.toThrow("'stop.timeout' is 'soon'")
    await bus.stop()
    expect(history).toEqual([['stop', {}]])
  })
})

describe('drain', () => {
  test('checks the event log once, and needs no start', async () => {
    const { bus, log, history } = busUnderTest({ deliver: false })
    const open = log.open.bind(log)
    let opened = 0
    log.open = (options) => {
      opened += 1
      return open(options)
    }
    const { signal } = new AbortController()
    expect(await bus.drain({ timeout: '1m', signal })).toEqual({ published: 0, remaining: false })
    await bus.drain()
    expect(opened).toBe(1)
    expect(history).toEqual([
      ['drain', { timeout: 60_000, signal }],
      ['drain', {}],
    ])
  })

  test('fails with a named error when the database is down', async () => {
    const { bus, log, history } = busUnderTest()
    log.open = () => Promise.reject(new Error('connect ECONNREFUSED'))
    await expect(bus.drain()).rejects.toBeInstanceOf(EventLogUnavailableError)
    expect(history).toEqual([])
  })

  test('is refused after stop', async () => {
    const { bus } = busUnderTest()
    await bus.stop()
    await expect(bus.drain()).rejects.toBeInstanceOf(BusStoppedError)
  })
})

describe('an operator', () => {
  const Placed = defineEvent<object>('orders.placed')

  async function withExhaustedEvent(): Promise<ReturnType<typeof busUnderTest>> {
    const underTest = busUnderTest()
    const { bus, unitOfWork, log, history } = underTest
    await unitOfWork.run(() => bus.publish(Placed, {}))
    const session = await log.openSession({ leaseDuration: 60_000, label: 'test' })
    const { events } = await log.claim({ session, limit: 1 })
    const [{ sequence } = { sequence: 0 }] = events
    await log.settle(session, [{ sequence, outcome: 'exhausted', error: 'refused' }])
    history.length = 0
    return underTest
  }

  test('sees how many events stand in each state', async () => {
    const { bus } = await withExhaustedEvent()
    expect(await bus.stats()).toMatchObject({ pending: 0, exhausted: 1 })
  })

  test('lists exhausted events, and replays them at once under their old id', async () => {
    const { bus, history } = await withExhaustedEvent()
    const [exhausted] = await bus.exhausted.list({ topic: 'orders.placed' })
    expect(exhausted).toMatchObject({ lastError: 'refused', event: { topic: 'orders.placed' } })
    const id = exhausted?.event.id ?? ''
    expect(await bus.exhausted.replay({ ids: [id] })).toBe(1)
    expect(history).toEqual([['wakeUp', 'full']])
    expect(await bus.stats()).toMatchObject({ pending: 1, exhausted: 0 })
  })

  test('discards exhausted events for good, with a reason', async () => {
    const { bus } = await withExhaustedEvent()
    await expect(bus.exhausted.discard({ all: true }, ' ')).rejects.toBeInstanceOf(BusOptionError)
    expect(await bus.exhausted.discard({ all: true }, 'a test order')).toBe(1)
    expect(await bus.stats()).toMatchObject({ exhausted: 0, closed: 1 })
  })

  test('pages through the exhausted events', async () => {
    const { bus } = await withExhaustedEvent()
    const [exhausted] = await bus.exhausted.list({ limit: 1 })
    expect(await bus.exhausted.list({ after: exhausted?.sequence ?? 0 })).toEqual([])
    await expect(bus.exhausted.list({ limit: 0 })).rejects.toBeInstanceOf(BusOptionError)
  })

  test('makes waiting events due now', async () => {
    const { bus, unitOfWork, log, history } = busUnderTest()
    await unitOfWork.run(() => bus.publish(Placed, {}))
    const session = await log.openSession({ leaseDuration: 60_000, label: 'test' })
    const { events } = await log.claim({ session, limit: 1 })
    const [{ sequence } = { sequence: 0 }] = events
    await log.settle(session, [{ sequence, outcome: 'retry', delay: 900_000, error: 'down' }])
    history.length = 0
    expect(await bus.requeue({ topic: 'orders.placed' })).toBe(1)
    expect(history).toEqual([['wakeUp', 'full']])
    expect((await log.claim({ session, limit: 1 })).events).toHaveLength(1)
  })

  test.each([
    undefined,
    null,
    {},
    { ids: [] },
    { ids: [1] },
    { topic: '' },
    { all: false },
    { ids: ['a'], all: true },
    { topics: 'orders' },
    ['a'],
  ])('is refused a selection that is empty or unclear: %j', async (selection) => {
    const { bus } = await withExhaustedEvent()
    const refused = [
      bus.requeue(selection as never),
      bus.exhausted.replay(selection as never),
      bus.exhausted.discard(selection as never, 'why'),
    ]
    for (const operation of refused) {
      await expect(operation).rejects.toBeInstanceOf(EventSelectionError)
    }
    expect(await bus.stats()).toMatchObject({ exhausted: 1 })
  })
})

test('a subscriber and a log of their own can be had without a bus', () => {
  expect(createSubscriber().topics()).toEqual([])
  expect(inMemoryEventLog().name).toBe('in-memory')
})
