import { eventually } from 'testing-databases'
import { describe, expect, it } from 'vitest'
import { defectsOf, noDefects } from '../src/history.ts'
import { stages } from '../src/order-client.ts'
import { createOrderDatabase } from '../src/order-database.ts'
import { recordingBroker } from '../src/recording-broker.ts'
import { createReplica, OrderPlaced, type ReplicaOptions } from '../src/replica.ts'

describe.concurrent.each(stages)('on $title, a unit of work', ({ client, dialect }) => {
  async function stage(bus: ReplicaOptions['bus'] = {}) {
    const database = await createOrderDatabase(dialect)
    const broker = await recordingBroker()
    const { connection } = database
    const replica = createReplica({
      connection,
      client,
      brokerUrl: broker.url,
      label: 'replica',
      bus,
    })
    await replica.bus.start()
    return {
      database,
      broker,
      replica,
      /** Looks at everything once a last order came through and nothing is left to do. */
      async expectCommitted(...orderIds: readonly string[]) {
        await replica.place('last')
        await broker.accepts(...orderIds, 'last')
        await eventually(async () => {
          const { inProgress, pending, waiting } = await replica.bus.stats()
          return inProgress + pending + waiting === 0
        })
        const committed = [...orderIds, 'last']
        expect(await database.orders()).toEqual(new Set(committed))
        expect(defectsOf(broker.sends, { committed })).toEqual(noDefects)
      },
      async [Symbol.asyncDispose]() {
        await replica[Symbol.asyncDispose]()
        await broker[Symbol.asyncDispose]()
        await database[Symbol.asyncDispose]()
      },
    }
  }

  it('sends nothing before its commit, and its events after it', async () => {
    await using scene = await stage()
    const { broker, replica } = scene
    const work = await replica.begin('order')
    // Other units come and go meanwhile, where the database lets them.
    if (dialect === 'postgres') {
      await replica.place('other')
      await broker.accepts('other')
    }
    expect(broker.of('order')).toEqual([])
    await work.commit()
    await broker.accepts('order')
    await scene.expectCommitted('order', ...(dialect === 'postgres' ? ['other'] : []))
  })

  it('that rolls back sends nothing and leaves no row', async () => {
    await using scene = await stage()
    const { replica } = scene
    const declined = replica.uow.run(async (tx) => {
      await replica.record(tx, 'declined')
      throw new Error('declined')
    })
    await expect(declined).rejects.toThrow('declined')
    await scene.expectCommitted()
  })

  it('sends nothing of a nested frame that rolls back, and what is around it', async () => {
    await using scene = await stage()
    const { replica } = scene
    await replica.uow.run(async (tx) => {
      await replica.record(tx, 'outer')
      await replica.uow.run((nested) => replica.record(nested, 'kept'))
      const nested = replica.uow.run(async (frame) => {
        await replica.record(frame, 'undone')
        await replica.uow.run((inner) => replica.record(inner, 'undone with it'))
        throw new Error('void')
      })
      await expect(nested).rejects.toThrow('void')
      await replica.record(tx, 'outer too')
    })
    await scene.expectCommitted('outer', 'kept', 'outer too')
  })

  it('begun by hand sends what it saved and committed', async () => {
    await using scene = await stage()
    const { replica } = scene
    const work = await replica.uow.begin()
    await replica.insert(work.tx, 'saved')
    await replica.bus.publish(OrderPlaced, { orderId: 'saved' }, { unitOfWork: work })
    await work.saveChanges()
    await work.within(() => replica.record(work.tx, 'after saving'))
    expect(scene.broker.sends).toEqual([])
    await work.commit()
    await scene.expectCommitted('saved', 'after saving')
  })

  it('begun by hand sends nothing after a rollback, or when its handle is disposed of', async () => {
    await using scene = await stage()
    const { replica } = scene
    const rolledBack = await replica.begin('saved, then rolled back')
    await rolledBack.rollback()
    {
      await using forgotten = await replica.begin('saved, then forgotten')
      expect(forgotten.transaction.state).toBe('open')
    }
    await scene.expectCommitted()
  })

  it('rolls back for invalid data although nobody awaited the publishing', async () => {
    await using scene = await stage()
    const { replica } = scene
    const careless = replica.uow.run(async (tx) => {
      await replica.record(tx, 'careless')
      // oxlint-disable-next-line typescript/no-floating-promises -- this is what is tested
      replica.bus.publish(OrderPlaced, { orderId: 42 } as never)
    })
    await expect(careless).rejects.toMatchObject({ code: 'EVENT_VALIDATION' })
    await scene.expectCommitted()
  })

  it('publishes with delivery off, and leaves the sending to others', async () => {
    await using scene = await stage()
    const { broker, database, replica } = scene
    await using web = createReplica({
      connection: database.connection,
      client,
      brokerUrl: broker.url,
      label: 'web',
      bus: { deliver: false },
    })
    await web.bus.start()
    const orders = Array.from({ length: 20 }, (_, index) => `web-${index}`)
    for (const order of orders) await web.place(order)
    await scene.expectCommitted(...orders)
    expect(new Set(broker.sends.map(({ sender }) => sender))).toEqual(new Set([replica.label]))
  })
})

describe.concurrent.each(stages)('on $title, a script', ({ client, dialect }) => {
  it('drains what is due, and returns', async () => {
    await using database = await createOrderDatabase(dialect)
    await using broker = await recordingBroker()
    await using script = createReplica({
      connection: database.connection,
      client,
      brokerUrl: broker.url,
      label: 'script',
      bus: { deliver: false, localRetryTimes: 0, failedRetryInterval: '10m' },
    })
    const orders = Array.from({ length: 150 }, (_, index) => `order-${index}`)
    await script.place(...orders, 'not now')
    broker.answer(async ({ orderIds }) =>
      orderIds.map((orderId) => (orderId === 'not now' ? 'transient' : 'accepted')),
    )
    expect(broker.sends).toEqual([])
    await script.bus.drain()
    expect(new Set(broker.accepted().map(({ orderId }) => orderId))).toEqual(new Set(orders))
    expect(broker.of('not now').length).toBe(1)
    expect(await script.bus.stats()).toMatchObject({ pending: 0, inProgress: 0, waiting: 1 })
    expect(defectsOf(broker.sends, { committed: [...orders, 'not now'] })).toEqual({
      ...noDefects,
      lost: ['not now'],
    })
  })
})
