import { cutAtCommit, eventually, tcpProxy } from 'testing-databases'
import { CommitOutcomeUnknownError } from 'uow'
import { describe, expect, it } from 'vitest'
import { defectsOf, noDefects } from '../src/history.ts'
import { createPostgresOrders } from '../src/order-database.ts'
import { recordingBroker } from '../src/recording-broker.ts'
import { createReplica } from '../src/replica.ts'

describe.concurrent.each([
  { reaches: 'server', committed: ['before', 'unknown', 'after'] },
  { reaches: 'nobody', committed: ['before', 'after'] },
] as const)('a connection cut during a COMMIT that reaches $reaches', ({ reaches, committed }) => {
  it.each([{ replicas: 1 }, { replicas: 2 }])(
    'says that the outcome is unknown, and delivers what was committed with $replicas replicas',
    async ({ replicas }) => {
      await using database = await createPostgresOrders()
      await using broker = await recordingBroker()
      const { url } = database.connection
      const { hostname, port } = new URL(url)
      const cut = cutAtCommit({ reaches })
      await using proxy = await tcpProxy({
        to: { host: hostname, port: Number(port) },
        onClientData: cut.onClientData,
      })
      const bus = { leaseDuration: 1_500, publishTimeout: 700 }
      await using cutOff = createReplica({
        connection: { dialect: 'postgres', url: proxy.through(url) },
        brokerUrl: broker.url,
        label: 'cut off',
        bus,
      })
      await cutOff.bus.start()
      await cutOff.place('before')
      await broker.accepts('before')
      await using other = createReplica({
        connection: database.connection,
        brokerUrl: broker.url,
        label: 'other',
        bus,
      })
      if (replicas === 2) await other.bus.start()

      const work = await cutOff.begin('unknown')
      cut.arm()
      const outcome: unknown = await work.commit().catch((error: unknown) => error)
      expect(CommitOutcomeUnknownError.isInstance(outcome)).toBe(true)
      await cutOff.place('after')

      await broker.accepts(...committed)
      await eventually(async () => {
        const { inProgress, pending, waiting } = await other.bus.stats()
        return inProgress + pending + waiting === 0
      })
      await cutOff.bus.stop()
      expect(await database.orders()).toEqual(new Set(committed))
      expect(defectsOf(broker.sends, { committed })).toEqual(noDefects)
    },
  )
})
