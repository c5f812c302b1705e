import { eventually, tcpProxy } from 'testing-databases'
import { describe, expect, it } from 'vitest'
import { cutAtStatement } from '../src/cut-at-statement.ts'
import { defectsOf, noDefects } from '../src/history.ts'
import { createPostgresOrders } from '../src/order-database.ts'
import { recordingBroker } from '../src/recording-broker.ts'
import { createReplica } from '../src/replica.ts'

/** More than a start, two units of work and the delivery of their events need. */
const statements = 24

describe.concurrent.each(['server', 'nobody'] as const)(
  'a connection cut at any statement, that reaches %s',
  (reaches) => {
    it('costs no event, and repeats none', async () => {
      await using database = await createPostgresOrders()
      await using broker = await recordingBroker()
      const { connection } = database
      const { hostname, port } = new URL(connection.url)
      const common = { brokerUrl: broker.url, connection }
      await using web = createReplica({ ...common, label: 'web', bus: { deliver: false } })
      // Each event fails once, so that its retry is claimed from the log, too.
      const failed = new Set<string>()
      broker.answer(async ({ orderIds }) =>
        orderIds.map((orderId) => {
          if (failed.has(orderId)) return 'accepted'
          failed.add(orderId)
          return 'transient'
        }),
      )
      const cutAt: string[] = []
      for (let statement = 1; statement <= statements; statement++) {
        const cut = cutAtStatement(reaches)
        await using proxy = await tcpProxy({
          to: { host: hostname, port: Number(port) },
          onClientData: cut.onClientData,
        })
        await using replica = createReplica({
          ...common,
          connection: { dialect: 'postgres', url: proxy.through(connection.url) },
          label: `replica-${statement}`,
          bus: { localRetryTimes: 0, failedRetryInterval: 30 },
        })
        // Every other time the start is what is disturbed.
        if (statement % 2 === 0) cut.arm(statement / 2)
        await eventually(() => replica.bus.start().then(() => true))
        if (statement % 2 === 1) cut.arm((statement + 1) / 2)
        await replica.place(`own-${statement}`).catch(() => {})
        await web.place(`foreign-${statement}`)
        const committed = await database.orders()
        await broker.accepts(...committed)
        await eventually(async () => {
          const { inProgress, pending, waiting } = await web.bus.stats()
          return inProgress + pending + waiting === 0
        })
        if (cut.happenedAt !== undefined) cutAt.push(cut.happenedAt)
      }
      const committed = await database.orders()
      expect(defectsOf(broker.sends, { committed })).toEqual(noDefects)
      expect(cutAt.length).toBeGreaterThan(statements / 2)
    })
  },
)
