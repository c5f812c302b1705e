import { DaprClient, LogLevel } from '@dapr/dapr'
import type { Publisher } from 'integration-events'
import { daprPublisher } from 'integration-events-dapr'
import { type Contender, inParallel, interleave, perSecond } from '../measure.ts'
import { printRatios } from '../print.ts'
import { sampleEvent } from '../sample-event.ts'

const batches = 40
const batchSize = 100

export interface SidecarAddress {
  readonly url: string
  readonly port: number
}

/** The same batches through each way of the publisher, and by the SDK's own calls. */
export async function compareDapr(
  { port, url }: SidecarAddress,
  { rounds }: { readonly rounds: number },
): Promise<void> {
  const silent = { error() {}, warn() {}, info() {}, verbose() {}, debug() {} }
  const client = new DaprClient({
    daprHost: '127.0.0.1',
    daprPort: String(port),
    logger: { level: LogLevel.Error, service: silent },
  })
  const { signal } = new AbortController()
  const { data, ...attributes } = sampleEvent()
  const body = { ...attributes, specversion: '1.0', data: JSON.parse(data) as object }

  const through = async (publisher: Publisher): Promise<number> => {
    const speed = await perSecond(batches * batchSize, async () => {
      for (let batch = 0; batch < batches; batch++) {
        const events = Array.from({ length: batchSize }, sampleEvent)
        const outcomes = await publisher.publish(events, { signal })
        if (outcomes.some(({ status }) => status !== 'accepted')) throw new Error('not accepted')
      }
    })
    await publisher.close?.()
    return speed
  }
  const contenders: readonly Contender[] = [
    {
      name: "the SDK's pubsub.publish, 16 at once",
      run: () =>
        perSecond(batches * batchSize, () =>
          inParallel(batches * batchSize, 16, async () => {
            const { error } = await client.pubsub.publish('pubsub', 'orders.placed', body)
            if (error !== undefined) throw error
          }),
        ),
    },
    {
      name: 'daprPublisher over a DaprClient',
      run: () => through(daprPublisher({ pubsubName: 'pubsub', client })),
    },
    {
      name: 'daprPublisher, one by one',
      run: () => through(daprPublisher({ pubsubName: 'pubsub', endpoint: url, bulk: false })),
    },
    {
      name: "the SDK's pubsub.publishBulk (reports failures as success)",
      run: () =>
        perSecond(batches * batchSize, async () => {
          for (let batch = 0; batch < batches; batch++) {
            const messages = Array.from({ length: batchSize }, () => ({ event: body }))
            await client.pubsub.publishBulk('pubsub', 'orders.placed', messages)
          }
        }),
    },
    {
      name: 'daprPublisher',
      run: () => through(daprPublisher({ pubsubName: 'pubsub', endpoint: url })),
    },
  ]
  const title = `${batches * batchSize} events of 450 bytes into a daprd with its broker in memory`
  printRatios(title, 'events per second', await interleave(contenders, rounds))
}
