// Two services, orders and billing, whose processes and whose broker are killed; see README.md.
import process from 'node:process'
import { startPostgres } from 'testing-databases'
import { startLandscape } from './landscape.ts'

await using server = await startPostgres()
await using landscape = await startLandscape({ server })
console.log(`Sidecars: ${landscape.sidecars}.`)

let placed = 0
const place = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await landscape.place(`order-${++placed}`)
}

await place(10)
console.log('10 orders are placed. The broker is killed, and 10 more are placed.')
const startBroker = await landscape.killBroker()
await place(10)
await startBroker()
console.log('The broker is back. The service that placed 10 more is killed at once.')
await place(10)
await landscape.killOrders()
console.log('It is back. The service that bills them is killed, while 10 more are placed.')
await Promise.all([place(10), landscape.killBilling()])

const invoices = await landscape.invoices(placed)
const billed = new Set(invoices.map(({ orderId }) => orderId))
console.log(`${placed} orders, ${billed.size} of them billed, by ${invoices.length} invoices.`)
process.exitCode = billed.size === placed && invoices.length === placed ? 0 : 1
