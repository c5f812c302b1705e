import { eventually } from 'testing-databases'
import { describe, expect, it } from 'vitest'
import { defectsOf, noDefects } from '../src/history.ts'
import { createOrderDatabase, dialects } from '../src/order-database.ts'
import { type Behaviour, recordingBroker } from '../src/recording-broker.ts'
import { spawnReplica } from '../src/replica-process.ts'
import { createReplica, type ReplicaOptions } from '../src/replica.ts'

const localRetryTimes = 2
const maxRetryTimes = 3
const mostSends = 1 + localRetryTimes + maxRetryTimes

/** Both queues so impatient that they would meet, if they could. */
const impatient = {
  localRetryTimes,
  maxRetryTimes,
  localFailedRetryInterval: 5,
  failedRetryInterval: 10,
  backoff: { maximum: 20 },
  pollInterval: 5,
  retryBatchSize: 7,
} as const satisfies ReplicaOptions['bus']

const orders = Array.from({ length: 36 }, (_, index) => `order-${index}`)
const failuresOf = (orderId: string): number => Number(orderId.split('-')[1]) % mostSends

/** Fails each event as often as `failuresOf` says, and takes longer than any retry interval. */
function failingSlowly(): Behaviour {
  const calls = new Map<string, number>()
  return async ({ orderIds }) => {
    const answers = orderIds.map((orderId) => {
      const call = calls.get(orderId) ?? 0
      calls.set(orderId, call + 1)
      return call < failuresOf(orderId) ? 'transient' : 'accepted'
    })
    await new Promise((resolve) => setTimeout(resolve, 30))
    return answers
  }
}

const setups = dialects.flatMap((dialect) => [
  { dialect, who: 'one process', processes: 1 },
  { dialect, who: 'two processes', processes: 2 },
  { dialect, who: 'two processes with clocks minutes apart', processes: 2, clockError: -600_000 },
])

describe.concurrent.each(setups)('$who on $dialect', ({ dialect, processes, clockError = 0 }) => {
  async function replicas(maxBatchSize = 4) {
    const database = await createOrderDatabase(dialect)
    const broker = await recordingBroker()
    const { connection } = database
    const common = { connection, brokerUrl: broker.url, maxBatchSize, bus: impatient }
    const exhausted: string[] = []
    const here = createReplica(
      { ...common, label: 'here' },
      { onExhausted: ({ event }) => void exhausted.push(event?.id ?? 'none') },
    )
    const there =
      processes === 2 ? spawnReplica({ ...common, label: 'there', clockError }) : undefined
    await here.bus.start()
    await there?.do({ type: 'start' })
    return {
      broker,
      here,
      there,
      /** The ids that `onExhausted` was called with, in whichever process. */
      exhausted: () => [
        ...exhausted,
        ...(there?.messages ?? []).flatMap(({ exhausted: id }): string[] => id ?? []),
      ],
      async [Symbol.asyncDispose]() {
        await there?.kill()
        await here[Symbol.asyncDispose]()
        await broker[Symbol.asyncDispose]()
        await database[Symbol.asyncDispose]()
      },
    }
  }

  it('send no event twice at once, from neither queue, and not once too often', async () => {
    await using stage = await replicas()
    const { broker, here, there } = stage
    broker.answer(failingSlowly())
    const half = orders.length / 2
    await Promise.all([
      here.place(...orders.slice(0, half)),
      there?.do({ type: 'place', orderIds: orders.slice(half) }) ??
        here.place(...orders.slice(half)),
    ])
    await broker.accepts(...orders)
    await eventually(async () => (await here.bus.stats()).inProgress === 0)
    expect(defectsOf(broker.sends, { committed: orders })).toEqual(noDefects)
    const counted = orders.map((orderId) => [orderId, broker.of(orderId).length])
    expect(counted).toEqual(orders.map((orderId) => [orderId, failuresOf(orderId) + 1]))
  })

  it('give up after exactly 1 + localRetryTimes + maxRetryTimes sends, and replay with the same id', async () => {
    await using stage = await replicas()
    const { broker, here, exhausted } = stage
    broker.answer(async () => 'transient')
    await here.place('doomed-1', 'doomed-2')
    await eventually(async () => (await here.bus.stats()).exhausted === 2)
    const given = await here.bus.exhausted.list({ limit: 10 })
    expect(given.map(({ event }) => JSON.parse(event.data).orderId)).toEqual([
      'doomed-1',
      'doomed-2',
    ])
    const ids = given.map(({ event }) => event.id)
    expect(broker.of('doomed-1').map(({ id }) => id)).toEqual(Array(mostSends).fill(ids[0]))
    expect(broker.of('doomed-2').map(({ id }) => id)).toEqual(Array(mostSends).fill(ids[1]))
    await eventually(() => exhausted().length >= 2)
    expect(exhausted().toSorted()).toEqual(ids.toSorted())
    expect(await here.bus.stats()).toMatchObject({ pending: 0, inProgress: 0, waiting: 0 })

    broker.answer(async () => 'accepted')
    expect(await here.bus.exhausted.replay({ ids })).toBe(2)
    await broker.accepts('doomed-1', 'doomed-2')
    await eventually(async () => (await here.bus.stats()).inProgress === 0)
    expect(
      broker
        .accepted()
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(ids.toSorted())
    const isDated = ({ wire }: { readonly wire: string }): boolean =>
      wire.includes('"deliverydate":')
    expect(broker.sends.filter(isDated)).toEqual(broker.accepted())
    expect((await here.bus.stats()).exhausted).toBe(0)
    expect(defectsOf(broker.sends, { committed: ['doomed-1', 'doomed-2'] })).toEqual(noDefects)
  })
})
