import { kyselyEventLog, migrateEventLog } from 'eventlogs-kysely'
import {
  createIntegrationEventBus,
  defineEvent,
  type IntegrationEventBus,
} from 'integration-events'
import { type Kysely, sql } from 'kysely'
import { kyselyUnitOfWork } from 'uow-kysely'
import { type Contender, inParallel, interleave, perSecond } from '../measure.ts'
import { printRatios } from '../print.ts'
import { sampleEvent } from '../sample-event.ts'
import { countingPublisher } from './counting-publisher.ts'

const units = 1_500
const OrderPlaced = defineEvent<{ order: string }>('orders.placed')

/** Units of work with one row, without an event, with a stored one, and with a delivered one. */
export async function compareHotPaths(
  db: Kysely<unknown>,
  { where, lanes, rounds }: { where: string; lanes: number; rounds: number },
): Promise<void> {
  await sql`create table orders (id text primary key, note text not null)`.execute(db)
  await migrateEventLog(db)
  const unitOfWork = kyselyUnitOfWork(db)
  const publisher = countingPublisher()
  const common = { unitOfWork, eventLog: kyselyEventLog(db), publisher, source: 'bench' }
  const storing = createIntegrationEventBus({ ...common, deliver: false })

  const order = async (bus?: IntegrationEventBus): Promise<void> => {
    const { id, data } = sampleEvent()
    await unitOfWork.run(async (tx) => {
      await sql`insert into orders values (${id}, ${data})`.execute(tx)
      if (bus !== undefined) await bus.publish(OrderPlaced, { order: data })
    })
  }
  const contender = (name: string, bus?: IntegrationEventBus): Contender => ({
    name,
    run: () => perSecond(units, () => inParallel(units, lanes, () => order(bus))),
  })
  const delivered: Contender = {
    name: 'and one event, until the publisher has taken it',
    run: async () => {
      // What the others have stored is not a part of this one.
      await sql`delete from integration_event_queue`.execute(db)
      const bus = createIntegrationEventBus(common)
      await bus.start()
      const result = await perSecond(units, async () => {
        const arrived = publisher.arrived(units)
        await inParallel(units, lanes, () => order(bus))
        await arrived
      })
      await bus.stop()
      return result
    },
  }
  const medians = await interleave(
    [
      contender('uow.run with one row'),
      contender('and one event, stored (deliver: false)', storing),
      delivered,
    ],
    rounds,
  )
  printRatios(`Units of work on ${where}, ${lanes} at once`, 'units/s', medians)
}
