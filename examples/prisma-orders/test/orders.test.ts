import { eventually } from 'testing-databases'
import { describe, expect, it } from 'vitest'
import { OrderPlaced } from '../src/events.ts'
import type { OrderService } from '../src/order-service.ts'
import { databases } from './databases.ts'
import { get, post } from './http.ts'
import { startService } from './running-service.ts'

const order = { id: 'order-1', customer: 'Ada', total: 1_200 }

describe.each(databases)('orders on $name', ({ create }) => {
  it('stores an order, and ships it once its event is delivered', async () => {
    await using database = await create()
    await using running = await startService(database.url)
    const placed = await post(`${running.url}/orders`, { customer: 'Ada', total: 1_200 })
    expect(placed).toEqual({ status: 201, body: { id: expect.stringMatching(/^[\da-f-]{36}$/) } })
    const shipped = await eventually(async () => {
      const { body } = await get(`${running.url}/orders/${placed.body.id}`)
      return body.status === 'shipping' && body
    })
    expect(shipped).toEqual({
      id: placed.body.id,
      customer: 'Ada',
      total: 1_200,
      status: 'shipping',
      shipment: { id: expect.stringMatching(/^[\da-f-]{36}$/) },
    })
    expect(await running.stored()).toEqual({ orders: 1, shipments: 1, events: 1 })
  })

  it.each([
    { wrong: 'no customer', body: { total: 1 } },
    { wrong: 'a total in words', body: { customer: 'Ada', total: '1' } },
    { wrong: 'a total beyond the column', body: { customer: 'Ada', total: 2 ** 31 } },
    { wrong: 'a name that PostgreSQL could not store', body: { customer: 'A\0', total: 1 } },
    { wrong: 'an id that is no path', body: { ...order, id: 'a/b' } },
  ])('refuses $wrong, and stores nothing', async ({ body }) => {
    await using database = await create()
    await using running = await startService(database.url)
    expect(await post(`${running.url}/orders`, body)).toMatchObject({ status: 400 })
    expect(await running.stored()).toEqual({ orders: 0, shipments: 0, events: 0 })
  })

  it('refuses a second order of an id, and publishes nothing for it', async () => {
    await using database = await create()
    await using running = await startService(database.url)
    expect(await post(`${running.url}/orders`, order)).toMatchObject({ status: 201 })
    expect(await post(`${running.url}/orders`, { ...order, customer: 'Bob' })).toEqual({
      status: 409,
      body: { error: "There is an order 'order-1' already." },
    })
    await eventually(async () => (await running.stored()).shipments === 1)
    expect(await running.stored()).toEqual({ orders: 1, shipments: 1, events: 1 })
    expect(await get(`${running.url}/orders/order-1`)).toMatchObject({ body: { customer: 'Ada' } })
  })

  it('undoes the order and its event when the unit of work fails after both', async () => {
    await using database = await create()
    await using running = await startService(database.url, { adapt: failAtTheEnd })
    expect(await post(`${running.url}/orders`, order)).toEqual({
      status: 500,
      body: { error: 'The request failed.' },
    })
    expect(await running.stored()).toEqual({ orders: 0, shipments: 0, events: 0 })
  })

  it('places orders that come at once, and one of those that have the same id', async () => {
    await using database = await create()
    await using running = await startService(database.url)
    const ids = ['order-1', 'order-2', 'order-2']
    const answers = await Promise.all(
      ids.map((id) => post(`${running.url}/orders`, { ...order, id })),
    )
    const statuses = answers.map(({ status }) => status)
    expect(statuses.toSorted((one, other) => one - other)).toEqual([201, 201, 409])
    await eventually(async () => (await running.stored()).shipments === 2)
    expect(await running.stored()).toEqual({ orders: 2, shipments: 2, events: 2 })
  })

  it('ships an order once, however often it hears of it', async () => {
    await using database = await create()
    await using running = await startService(database.url)
    const { bus, uow } = running.service
    await post(`${running.url}/orders`, order)
    await eventually(async () => (await running.stored()).shipments === 1)
    const again = { orderId: order.id, customer: order.customer, total: order.total }
    await uow.run(() => bus.publish(OrderPlaced, again))
    await bus.drain()
    expect(await bus.stats()).toMatchObject({ pending: 0, inProgress: 0, waiting: 0, exhausted: 0 })
    expect(await running.stored()).toEqual({ orders: 1, shipments: 1, events: 2 })
  })

  it('delivers after a restart what it could not before', async () => {
    await using database = await create()
    await using first = await startService(database.url, { deliver: false })
    await post(`${first.url}/orders`, order)
    expect(await get(`${first.url}/orders/order-1`)).toMatchObject({
      body: { status: 'placed', shipment: null },
    })
    expect(await get(`${first.url}/health`)).toMatchObject({
      status: 200,
      body: { events: { pending: 1 } },
    })
    await first.stop()
    await using second = await startService(database.url)
    await eventually(async () => (await second.stored()).shipments === 1)
    expect(await second.stored()).toEqual({ orders: 1, shipments: 1, events: 1 })
  })

  it('knows no order that was never placed', async () => {
    await using database = await create()
    await using running = await startService(database.url)
    expect(await get(`${running.url}/orders/order-1`)).toEqual({
      status: 404,
      body: { error: "There is no order 'order-1'." },
    })
    expect(await get(`${running.url}/orders/%00`)).toMatchObject({ status: 400 })
  })
})

function failAtTheEnd(service: OrderService): OrderService {
  const { uow } = service
  return {
    ...service,
    uow: {
      ...uow,
      run: (work, options) =>
        uow.run(async (tx) => {
          await work(tx)
          throw new Error('Something after it failed.')
        }, options),
    },
  }
}
