import { kyselyEventLog, migrateEventLog } from 'eventlogs-kysely'
import { createIntegrationEventBus, defineEvent } from 'integration-events'
import type { Kysely } from 'kysely'
import { kyselyUnitOfWork } from 'uow-kysely'
import { type Contender, interleave, perSecond } from '../measure.ts'
import { printRatios } from '../print.ts'
import { sampleEvent } from '../sample-event.ts'
import { countingPublisher } from './counting-publisher.ts'

const OrderPlaced = defineEvent<{ order: string }>('orders.placed')

/** Delivering what has piled up, from the start of the bus until the publisher has taken the last. */
export async function compareBacklogs(
  db: Kysely<unknown>,
  { events, rounds }: { events: number; rounds: number },
): Promise<void> {
  await migrateEventLog(db)
  const unitOfWork = kyselyUnitOfWork(db)
  const publisher = countingPublisher()
  const common = { unitOfWork, eventLog: kyselyEventLog(db), publisher, source: 'bench' }
  const storing = createIntegrationEventBus({ ...common, deliver: false })
  const { data } = sampleEvent()

  const contender = (retryBatchSize: number): Contender => ({
    name: `retryBatchSize ${retryBatchSize}`,
    run: async () => {
      for (let stored = 0; stored < events; stored += 1_000) {
        await unitOfWork.run(async () => {
          for (let index = 0; index < 1_000; index++) {
            await storing.publish(OrderPlaced, { order: data })
          }
        })
      }
      const bus = createIntegrationEventBus({ ...common, retryBatchSize })
      const result = await perSecond(events, async () => {
        const arrived = publisher.arrived(events)
        await bus.start()
        await arrived
      })
      await bus.stop()
      return result
    },
  })
  const medians = await interleave([contender(100), contender(500)], rounds)
  printRatios(`A backlog of ${events.toLocaleString('en')} on PostgreSQL`, 'events/s', medians)
}
