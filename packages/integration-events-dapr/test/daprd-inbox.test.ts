import { daprdOnRedis, sidecarKinds, skipIfMissing, startDaprDouble } from 'testing-dapr-double'
import { eventually } from 'testing-databases'
import { beforeEach, describe, expect, it } from 'vitest'
import { startChain } from './end-to-end/chain.ts'

describe.each([...sidecarKinds, ...daprdOnRedis([])])('a chain of handlers, by $name', (kind) => {
  beforeEach((context) => skipIfMissing(context, kind))

  it('has each effect once, and each event its cause, its flow and its trace', async () => {
    const chain = await startChain((app) => kind.start({ app }))
    const id = await chain.place('1')
    await chain.ships(1)
    expect(await chain.effects()).toEqual({ invoices: ['1'], shipments: ['1'] })
    expect(chain.shipped[0]?.headers).toMatchObject({
      causationid: id,
      correlationid: id,
      traceparent: chain.traceparent,
    })
  })

  it('has each effect once, though a handler fails after its work', async () => {
    const chain = await startChain((app) => kind.start({ app }))
    chain.afterBilling((run) => {
      if (run === 1) throw new Error('not yet')
    })
    await chain.place('1')
    await chain.ships(1)
    expect(chain.billingRuns).toEqual(['1', '1'])
    expect(await chain.effects()).toEqual({ invoices: ['1'], shipments: ['1'] })
  })

  it('gives an event up after as many attempts as its handler has, though the sidecar has more', async () => {
    const chain = await startChain((app) => kind.start({ app }), { maxAttempts: 2 })
    chain.afterBilling(() => {
      throw new Error('never')
    })
    await chain.place('1')
    await eventually(() => chain.deadLetters.length > 0)
    expect(chain.deadLetters).toEqual(['1'])
    expect(chain.billingRuns).toEqual(['1', '1'])
    expect(await chain.effects()).toEqual({ invoices: [], shipments: [] })
  })
})

describe('a chain of handlers', () => {
  it.each([{ concurrently: false }, { concurrently: true }])(
    'has each effect once, though each message is delivered twice (at once: $concurrently)',
    async ({ concurrently }) => {
      const chain = await startChain((app) => startDaprDouble({ app }))
      chain.sidecar.deliveryFault({ kind: 'twice', concurrently })
      const orders = ['1', '2', '3', '4', '5']
      for (const order of orders) await chain.place(order)
      await chain.ships(orders.length)
      await chain.sidecar.settled()
      expect(chain.sidecar.deliveries.length).toBeGreaterThanOrEqual(2 * orders.length)
      expect(await chain.effects()).toEqual({ invoices: orders, shipments: orders })
    },
  )
})
