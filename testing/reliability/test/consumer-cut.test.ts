import { createSubscriber, type Logger } from 'integration-events'
import { sql } from 'kysely'
import { tcpProxy } from 'testing-databases'
import { expect, it } from 'vitest'
import { cutAtStatement } from '../src/cut-at-statement.ts'
import { openClient } from '../src/order-client.ts'
import { createPostgresOrders } from '../src/order-database.ts'
import { placedEvent } from '../src/placed-event.ts'
import { OrderPlaced } from '../src/replica.ts'

const { signal } = new AbortController()
const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} }

const cases = (['kysely', 'prisma'] as const).flatMap((client) =>
  (['server', 'nobody'] as const).flatMap((reaches) =>
    [false, true].map((counted) => ({ client, reaches, counted })),
  ),
)

interface Delivered {
  /** The statement at which the connection was cut; undefined where the delivery has not so many. */
  readonly cutAt: string | undefined
  readonly statuses: readonly string[]
  readonly invoices: number
}

it.concurrent.each(cases)(
  'an event has its effect once, whichever statement by $client reaches $reaches before the cut; attempts counted: $counted',
  async ({ client, reaches, counted }) => {
    await using database = await createPostgresOrders()
    await sql`create table invoices (order_id text not null)`.execute(database.db)
    const all: Delivered[] = []
    do all.push(await deliverWithCut(all.length + 1))
    while (all.at(-1)?.cutAt !== undefined)
    const uncut = all.pop()
    expect(uncut).toEqual({ cutAt: undefined, statuses: ['done'], invoices: 1 })
    const expected = { statuses: ['transient', 'done'], invoices: 1 }
    expect(all).toEqual(all.map(({ cutAt }) => ({ cutAt, ...expected })))
    expect(all.at(0)?.cutAt).toMatch(counted ? /_inbox_attempt/ : /begin/i)
    expect(all.at(-1)?.cutAt).toMatch(/commit/i)

    /** Delivers an event as a transport would, until it is acknowledged or given up. */
    async function deliverWithCut(number: number): Promise<Delivered> {
      const { url } = database.connection
      const { hostname, port } = new URL(url)
      const cut = cutAtStatement(reaches)
      await using proxy = await tcpProxy({
        to: { host: hostname, port: Number(port) },
        onClientData: cut.onClientData,
      })
      const connection = { dialect: 'postgres', url: proxy.through(url) } as const
      const { close, inbox, uow } = openClient(connection, client)
      await using subscriber = createSubscriber({ unitOfWork: uow, inbox, logger: silent }).on(
        OrderPlaced,
        { consumer: 'billing', ...(counted ? { retry: { maxAttempts: 2 } } : {}) },
        async ({ data }) => {
          await uow.current()?.sql.execute('insert into invoices values ($1)', [data.orderId])
        },
      )
      await subscriber.start()
      const event = placedEvent(`event-${number}`)
      const statuses: string[] = []
      cut.arm(number)
      do {
        const [verdict] = await subscriber.handle(event, { signal })
        statuses.push(verdict?.status ?? 'none')
      } while (statuses.at(-1) === 'transient' && statuses.length < 5)
      const { rows } = await sql`select from invoices where order_id = ${event.id}`.execute(
        database.db,
      )
      await close()
      return { cutAt: cut.happenedAt, statuses, invoices: rows.length }
    }
  },
  60_000,
)
