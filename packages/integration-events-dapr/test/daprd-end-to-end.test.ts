import { daprdOnRedis, sidecarKinds, skipIfMissing, startDaprDouble } from 'testing-dapr-double'
import { eventually, gate } from 'testing-databases'
import { beforeEach, describe, expect, it } from 'vitest'
import { startShop } from './end-to-end/shop.ts'

const idsOf = (events: readonly { readonly id: string }[]): string[] => events.map(({ id }) => id)

const onRedis = daprdOnRedis([])

describe.each([...sidecarKinds, ...onRedis])('a committed event, by $name', (kind) => {
  beforeEach((context) => skipIfMissing(context, kind))
  const start = (): ReturnType<typeof startShop<Awaited<ReturnType<typeof kind.start>>>> =>
    startShop((app) => kind.start({ app }))

  it('is handled, and none of a unit of work that was rolled back', async () => {
    const shop = await start()
    const ids: string[] = []
    for (const order of ['1', '2', '3', '4', '5']) {
      ids.push(await shop.place(order, 0.5))
      await shop.rollBack(`not ${order}`)
    }
    await shop.handles(5)
    // One event after the other comes to a subscription: nothing is left behind this one.
    await shop.bus.drain()
    ids.push(await shop.place('last'))
    await shop.handles(6)
    expect(idsOf(shop.handled).toSorted()).toEqual(ids.toSorted())
    expect(await shop.orders()).toEqual(['1', '2', '3', '4', '5', 'last'])
    expect(shop.handled.at(-1)).toEqual({ id: ids.at(-1), data: { order: 'last', total: 1 } })
    expect(shop.stats()).toMatchObject({ succeeded: 6, retried: 0, dropped: 0 })
  })

  it('comes three times to a handler that throws twice, and is acknowledged then', async () => {
    const shop = await start()
    const failing = [1, 2]
    shop.onOrder(() => {
      if (failing.pop() !== undefined) throw new Error('not yet')
    })
    const id = await shop.place('1')
    await shop.handles(3)
    const last = await shop.place('2')
    await shop.handles(4)
    expect(idsOf(shop.handled)).toEqual([id, id, id, last])
    await eventually(() => expect(shop.stats()).toMatchObject({ succeeded: 2, retried: 2 }))
    expect(shop.deadLetters).toEqual([])
  })

  it('goes to the dead letter topic if it does not fit its schema, and is handled there', async () => {
    const shop = await start()
    const id = await shop.place('1', 'a lot')
    await eventually(() => shop.deadLetters.length > 0)
    expect(shop.deadLetters).toEqual([{ id, data: { order: '1', total: 'a lot' } }])
    expect(shop.handled).toEqual([])
    await eventually(() => expect(shop.stats()).toMatchObject({ succeeded: 1, dropped: 1 }))
  })

  it('goes there, too, if its handler never succeeds', async () => {
    const shop = await start()
    shop.onOrder(() => {
      throw new Error('never')
    })
    const id = await shop.place('1')
    await eventually(() => shop.deadLetters.length > 0)
    expect(idsOf(shop.handled)).toEqual([id, id, id])
    expect(idsOf(shop.deadLetters)).toEqual([id])
  })

  it('waits while the sidecar is down, and is handled when it is up', async () => {
    const shop = await start()
    const ids = [await shop.place('1')]
    await shop.handles(1)
    await shop.bus.drain()
    await shop.sidecar.stop()
    ids.push(await shop.place('2'), await shop.place('3'))
    await eventually(() => shop.outcomes.includes('transient'))
    // A daprd takes events before the application's subscriptions stand, and forgets them then.
    const subscribed = gate()
    shop.beforePublishing(() => subscribed.passed)
    await shop.sidecar.start()
    subscribed.open()
    await shop.handles(3)
    await shop.bus.drain()
    expect(idsOf(shop.handled).toSorted()).toEqual(ids.toSorted())
  })
})

describe.each(onRedis)('a committed event, by $name', (kind) => {
  beforeEach((context) => skipIfMissing(context, kind))

  it('is handled, though the broker and the sidecar are killed', async () => {
    const shop = await startShop((app) => kind.start({ app }))
    const { broker } = shop.sidecar
    const ids = [await shop.place('before')]
    const placeSome = async (): Promise<void> => {
      for (let count = 0; count < 20; count++) ids.push(await shop.place('meanwhile'))
    }
    await shop.handles(1)
    await Promise.all([placeSome(), broker!.stop()])
    await placeSome()
    await broker!.start()
    await Promise.all([placeSome(), shop.sidecar.stop()])
    await placeSome()
    await shop.sidecar.start()
    await placeSome()
    await eventually(() => ids.every((id) => idsOf(shop.handled).includes(id)), {
      timeout: 60_000,
    })
    expect(idsOf(shop.handled).filter((id) => !ids.includes(id))).toEqual([])
  }, 90_000)
})

// What the broker inside daprd can't be made to do: it keeps nothing when it is killed, delivers
// nothing twice, and answers when it likes.
describe('a committed event, by the double alone', () => {
  const start = () => startShop((app) => startDaprDouble({ app }))

  it('comes again when the sidecar went down while it was handled', async () => {
    const shop = await start()
    const handling = gate()
    shop.onOrder(() => handling.passed)
    const ids = [await shop.place('1')]
    await handling.waited
    ids.push(await shop.place('2'))
    await shop.bus.drain()
    await shop.sidecar.stop()
    handling.open()
    await shop.sidecar.start()
    await shop.sidecar.settled()
    expect(idsOf(shop.handled)).toEqual([ids[0], ids[0], ids[1]])
    expect(shop.sidecar.deliveries.map(({ outcome }) => outcome)).toEqual([
      'acknowledged',
      'acknowledged',
    ])
  })

  it.each([false, true])(
    'that comes twice has the same id, both at once: %s',
    async (concurrently) => {
      const shop = await start()
      const both = gate()
      shop.onOrder(async () => {
        if (concurrently && shop.handled.length === 1) await both.passed
        both.open()
      })
      shop.sidecar.deliveryFault({ kind: 'twice', concurrently })
      const id = await shop.place('1')
      await shop.handles(2)
      await shop.sidecar.settled()
      expect(idsOf(shop.handled)).toEqual([id, id])
    },
  )

  it('is published once, though it is handled before its publishing is answered', async () => {
    const shop = await start()
    const { reached } = shop.sidecar.fault({ kind: 'hold', until: () => shop.sidecar.settled() })
    const id = await shop.place('1')
    await reached
    await shop.bus.drain()
    expect(idsOf(shop.handled)).toEqual([id])
    expect(
      idsOf(shop.sidecar.stored.map(({ event }) => JSON.parse(event) as { id: string })),
    ).toEqual([id])
    expect(shop.outcomes).toEqual(['accepted'])
    expect(await shop.bus.stats()).toMatchObject({ pending: 0, inProgress: 0, waiting: 0 })
  })
})
