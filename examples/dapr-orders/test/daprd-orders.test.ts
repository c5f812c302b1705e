import process from 'node:process'
import { describe, expect, it } from 'vitest'
import { startLandscape } from '../src/landscape.ts'

// In `pnpm test:daprd` with what is there: a daprd for each service on one Redis.
const landscapes = [
  { name: 'the double', onlyDouble: true },
  ...(process.env['TEST_DAPRD'] === undefined
    ? []
    : [{ name: 'what is there', onlyDouble: false }]),
]

describe.each(landscapes)('every order is billed once, with $name', ({ onlyDouble }) => {
  it('though the broker and both services are killed', async () => {
    await using landscape = await startLandscape({ onlyDouble })
    const orders: string[] = []
    const place = async (count: number): Promise<void> => {
      for (let turn = 0; turn < count; turn++) {
        const order = `order-${orders.length}`
        orders.push(order)
        await landscape.place(order)
      }
    }
    await place(5)
    const startBroker = await landscape.killBroker()
    await place(5)
    await startBroker()
    await place(5)
    await landscape.killOrders()
    await Promise.all([place(5), landscape.killBilling()])
    const invoices = await landscape.invoices(orders.length)
    expect(invoices.map(({ orderId }) => orderId).toSorted()).toEqual(orders.toSorted())
  }, 120_000)
})
