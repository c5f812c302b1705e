import { randomUUID } from 'node:crypto'
import { migrateEventLog, prismaEventLog } from 'eventlogs-prisma'
import { createIntegrationEventBus, defineEvent } from 'integration-events'
import { createTables, type PostgresClient, type SqliteClient } from 'testing-prisma'
import { prismaUnitOfWork } from 'uow-prisma'
import { type Contender, inParallel, interleave, perSecond } from '../measure.ts'
import { printRatios } from '../print.ts'
import { sampleEvent } from '../sample-event.ts'
import { countingPublisher } from '../delivery/counting-publisher.ts'

const units = 600
const OrderPlaced = defineEvent<{ order: string }>('orders.placed')

export interface PrismaComparison {
  readonly where: string
  readonly dialect: 'postgres' | 'sqlite'
  readonly lanes: number
  readonly rounds: number
}

/** One order with one event: by hand in a bare `$transaction`, and by a unit of work. */
export async function comparePrisma(
  client: PostgresClient | SqliteClient,
  { where, dialect, lanes, rounds }: PrismaComparison,
): Promise<void> {
  // Both have the same models.
  const prisma = client as PostgresClient
  await createTables(prisma, dialect)
  await migrateEventLog(prisma)
  const { id: customerId } = await prisma.customer.create({ data: { name: 'Ada' } })
  const order = { customerId, total: 1 }
  const unitOfWork = prismaUnitOfWork(prisma)
  const bus = createIntegrationEventBus({
    unitOfWork,
    eventLog: prismaEventLog(prisma),
    publisher: countingPublisher(),
    source: 'bench',
    deliver: false,
  })

  const contender = (name: string, unit: () => Promise<unknown>): Contender => ({
    name,
    run: () => perSecond(units, () => inParallel(units, lanes, unit)),
  })
  const medians = await interleave(
    [
      contender('a bare $transaction, the same rows by models', () =>
        prisma.$transaction(async (tx) => {
          await tx.order.create({ data: order })
          await storeByModels(tx)
        }),
      ),
      contender('a bare $transaction, the same rows by raw SQL', () =>
        prisma.$transaction(async (tx) => {
          await tx.order.create({ data: order })
          await storeByHand(tx, dialect)
        }),
      ),
      contender('uow.run and one publish', () =>
        unitOfWork.run(async (tx) => {
          await tx.order.create({ data: order })
          await bus.publish(OrderPlaced, { order: sampleEvent().data })
        }),
      ),
      contender('a bare $transaction, the order alone', () =>
        prisma.$transaction(async (tx) => void (await tx.order.create({ data: order }))),
      ),
      contender('uow.run, the order alone', () =>
        unitOfWork.run(async (tx) => void (await tx.order.create({ data: order }))),
      ),
    ],
    rounds,
  )
  printRatios(
    `An order and its event over Prisma on ${where}, ${lanes} at once`,
    'units/s',
    medians,
  )
}

type Transaction = Parameters<Parameters<PostgresClient['$transaction']>[0]>[0]

/** What somebody who knows the tables would write by hand. */
async function storeByHand(tx: Transaction, dialect: PrismaComparison['dialect']): Promise<void> {
  const { data, source, time, topic, type } = sampleEvent()
  const id = randomUUID()
  if (dialect === 'postgres') {
    await tx.$queryRaw`select seq::text, owned from integration_event_append (null::bigint, ${id}::uuid,
      ${topic}::text, ${type}::text, ${source}::text, null::text, '{}'::text, ${data}::text,
      ${time}::bigint)`
    return
  }
  const [row] = await tx.$queryRaw<{ seq: number }[]>`insert into integration_event_log
    (id, topic, type, source, headers, data, "time")
    values (${id}, ${topic}, ${type}, ${source}, '{}', ${data}, ${time}) returning seq`
  await tx.$executeRaw`insert into integration_event_queue (seq, topic) values (${row?.seq}, ${topic})`
}

/** The same by the models of the schema fragment. */
async function storeByModels(tx: Transaction): Promise<void> {
  const { data, source, time, topic, type } = sampleEvent()
  const { seq } = await tx.integrationEventLog.create({
    data: { id: randomUUID(), topic, type, source, headers: '{}', data, time },
  })
  await tx.integrationEventQueue.create({ data: { seq, topic } })
}
