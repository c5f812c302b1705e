import { migrationSql } from 'eventlogs-sql'
import {
  createIntegrationEventBus,
  createSubscriber,
  defineEvent,
  type HandlerVerdict,
  type InboxSubscriber,
  type InboxSubscriberOptions,
  inProcessTransport,
  type Logger,
  type OutgoingEvent,
} from 'integration-events'
import { eventually, gate } from 'testing-databases'
import type { UnitOfWork } from 'uow'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Combination, combinations, given, inboxTitleOf } from '../src/combination.ts'

const OrderPlaced = defineEvent<{ orderId: string }>('orders.placed')
const OrderBilled = defineEvent<{ orderId: string }>('orders.billed')

const { signal } = new AbortController()
const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} }
const failure = new Error('no stock')
let events = 0

/** An event as a transport hands it over. */
function placed(): OutgoingEvent {
  events += 1
  return {
    id: `event-${events}`,
    topic: OrderPlaced.topic,
    type: OrderPlaced.type,
    source: 'shop',
    time: Date.now(),
    key: null,
    headers: {},
    data: JSON.stringify({ orderId: `order-${events}` }),
  }
}

/** Two replicas of a billing service on one database. Nothing but the inbox keeps it from billing twice. */
async function billingService(combination: Combination) {
  const { close, database, newInbox, newLog, newUnitOfWork, unitOfWork } = await given(combination)
  onTestFinished(async () => {
    await close()
    await database.drop()
  })
  await database.script(migrationSql(combination.dialect))
  await database.script('create table invoices (order_id text not null)')
  const second = combination.dialect === 'sqlite' ? unitOfWork : newUnitOfWork()
  const bill = async (unit: UnitOfWork, orderId: string): Promise<void> => {
    const placeholder = combination.dialect === 'sqlite' ? '?' : '$1'
    await unit.current()?.sql.execute(`insert into invoices values (${placeholder})`, [orderId])
  }
  return {
    unitOfWork,
    newLog,
    bill: (orderId: string) => bill(unitOfWork, orderId),
    replica: (options: Partial<InboxSubscriberOptions> = {}): InboxSubscriber =>
      createSubscriber({ unitOfWork, inbox: newInbox(), logger: silent, ...options }),
    secondReplica: (inbox = newInbox()): InboxSubscriber =>
      createSubscriber({ unitOfWork: second, inbox, logger: silent }),
    newInbox,
    billAtSecond: (orderId: string) => bill(second, orderId),
    /** Transactions that are open at this moment, but for the one that asks; on PostgreSQL. */
    openTransactions: async (): Promise<number> => {
      const [row] = await database.sql(`select count(*) as count from pg_stat_activity
        where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()`)
      return Number(row?.['count'])
    },
    /** Records that the inbox keeps. */
    records: async (): Promise<number> => {
      const [row] = await database.sql('select count(*) as count from integration_event_inbox')
      return Number(row?.['count'])
    },
    /** The orders of the invoices that are committed, in order. */
    billed: async (): Promise<string[]> => {
      const rows = await database.sql('select order_id from invoices order by order_id')
      return rows.map((row) => String(row['order_id']))
    },
    events: async (): Promise<string[]> => {
      const rows = await database.sql('select headers from integration_event_log')
      return rows.map((row) => String(row['headers']))
    },
  }
}

function orderIdOf({ data }: OutgoingEvent): string {
  return (JSON.parse(data) as { orderId: string }).orderId
}

const deliver = (subscriber: InboxSubscriber, event: OutgoingEvent): Promise<HandlerVerdict[]> =>
  subscriber.handle(event, { signal }).then((verdicts) => [...verdicts])

const billing = { consumer: 'billing' }
const done = { status: 'done' }
const duplicate = { status: 'done', duplicate: true }

describe.each(combinations.map((each) => [inboxTitleOf(each), each] as const))(
  'effects with %s',
  (_, combination) => {
    test('happen once, however often the event is delivered, to whichever replica', async () => {
      const service = await billingService(combination)
      const one = service
        .replica()
        .on(OrderPlaced, billing, ({ data }) => service.bill(data.orderId))
      const other = service
        .secondReplica()
        .on(OrderPlaced, billing, ({ data }) => service.billAtSecond(data.orderId))
      const event = placed()
      expect(await deliver(one, event)).toEqual([{ ...billing, ...done }])
      expect(await deliver(one, event)).toMatchObject([duplicate])
      expect(await deliver(other, event)).toMatchObject([duplicate])
      expect(await service.billed()).toEqual([orderIdOf(event)])
    })

    test('of a delivery that comes before the commit of another one happen once, and are not half done', async () => {
      const service = await billingService(combination)
      const inside = gate()
      const release = gate()
      const one = service.replica().on(OrderPlaced, billing, async ({ data }) => {
        await service.bill(data.orderId)
        inside.open()
        await release.passed
      })
      const other = service
        .secondReplica()
        .on(OrderPlaced, billing, ({ data }) => service.billAtSecond(data.orderId))
      const event = placed()
      const first = deliver(one, event)
      await inside.passed
      expect(await service.billed()).toEqual([])
      const second = deliver(other, event)
      release.open()
      expect(await first).toEqual([{ ...billing, ...done }])
      expect(await second).toMatchObject([duplicate])
      expect(await service.billed()).toEqual([orderIdOf(event)])
    })

    test('are remembered for as long as the option says, and then the event is not handled again', async () => {
      const service = await billingService(combination)
      await using subscriber = service
        .replica({ inboxExpireDate: '1s', cleaningExpireInterval: 10 })
        .on(OrderPlaced, billing, ({ data }) => service.bill(data.orderId))
      const event = placed()
      expect(await deliver(subscriber, event)).toEqual([{ ...billing, ...done }])
      expect(await deliver(subscriber, event)).toMatchObject([duplicate])
      await eventually(async () => (await service.records()) === 0)
      expect(await deliver(subscriber, event)).toMatchObject([
        { status: 'permanent', error: { code: 'OUTSIDE_INBOX_WINDOW' } },
      ])
      expect(await service.billed()).toEqual([orderIdOf(event)])
    })

    test('of a delivery that waited for one that failed happen once', async () => {
      const service = await billingService(combination)
      const inside = gate()
      const release = gate()
      const one = service.replica().on(OrderPlaced, billing, async ({ data }) => {
        await service.bill(data.orderId)
        inside.open()
        await release.passed
        throw failure
      })
      const other = service
        .secondReplica()
        .on(OrderPlaced, billing, ({ data }) => service.billAtSecond(data.orderId))
      const event = placed()
      const first = deliver(one, event)
      await inside.passed
      const second = deliver(other, event)
      release.open()
      expect(await first).toMatchObject([{ status: 'transient', error: failure }])
      expect(await second).toEqual([{ ...billing, ...done }])
      expect(await service.billed()).toEqual([orderIdOf(event)])
    })

    test('of many events, each delivered to both replicas at once, happen once each', async () => {
      const service = await billingService(combination)
      const one = service
        .replica()
        .on(OrderPlaced, billing, ({ data }) => service.bill(data.orderId))
      const other = service
        .secondReplica()
        .on(OrderPlaced, billing, ({ data }) => service.billAtSecond(data.orderId))
      const all = Array.from({ length: 20 }, placed)
      const verdicts = await Promise.all(
        all.flatMap((event) => [deliver(one, event), deliver(other, event)]),
      )
      const dones = verdicts.flat().filter(({ status }) => status === 'done')
      expect(dones).toHaveLength(40)
      expect(dones.filter((verdict) => 'duplicate' in verdict)).toHaveLength(20)
      expect(await service.billed()).toEqual(all.map(orderIdOf).toSorted())
    })

    test('of two consumers of one event happen once for each', async () => {
      const service = await billingService(combination)
      let broken = true
      const subscriber = service
        .replica()
        .on(OrderPlaced, billing, ({ data }) => service.bill(data.orderId))
        .on(OrderPlaced, { consumer: 'audit' }, async ({ data }) => {
          await service.bill(`${data.orderId} audited`)
          if (broken) throw failure
        })
      const event = placed()
      expect(await deliver(subscriber, event)).toMatchObject([done, { status: 'transient' }])
      broken = false
      expect(await deliver(subscriber, event)).toMatchObject([duplicate, done])
      expect(await service.billed()).toEqual([orderIdOf(event), `${orderIdOf(event)} audited`])
    })

    test('are the events that a handler publishes, too: with its rows, or not at all', async () => {
      const service = await billingService(combination)
      const { unitOfWork } = service
      const bus = createIntegrationEventBus({
        unitOfWork,
        eventLog: service.newLog(),
        publisher: inProcessTransport({ logger: silent }),
        source: 'billing',
        logger: silent,
        deliver: false,
      })
      let broken = true
      const subscriber = service.replica().on(OrderPlaced, billing, async ({ data }) => {
        await service.bill(data.orderId)
        await bus.publish(OrderBilled, data)
        if (broken) throw failure
      })
      const event = placed()
      expect(await deliver(subscriber, event)).toMatchObject([{ status: 'transient' }])
      expect(await service.events()).toEqual([])
      broken = false
      await deliver(subscriber, event)
      await deliver(subscriber, event)
      expect(await service.billed()).toEqual([orderIdOf(event)])
      const headers = { causationid: event.id, correlationid: event.id }
      expect((await service.events()).map((text) => JSON.parse(text) as unknown)).toEqual([headers])
      await bus.stop()
    })

    test('end after as many attempts as the handler may have, on all replicas together', async () => {
      const service = await billingService(combination)
      const options = { ...billing, retry: { maxAttempts: 3 } }
      const attempts: number[] = []
      const failing = async ({ attempt }: { attempt: number }): Promise<never> => {
        attempts.push(attempt)
        throw failure
      }
      const one = service.replica().on(OrderPlaced, options, async ({ data }, context) => {
        await service.bill(data.orderId)
        await failing(context)
      })
      const other = service
        .secondReplica()
        .on(OrderPlaced, options, async (__, context) => await failing(context))
      const event = placed()
      expect(await deliver(one, event)).toMatchObject([{ status: 'transient' }])
      expect(await deliver(other, event)).toMatchObject([{ status: 'transient' }])
      expect(await deliver(one, event)).toMatchObject([
        { status: 'permanent', error: { attempts: 3, cause: failure } },
      ])
      expect(attempts).toEqual([1, 2, 3])
      expect(await service.billed()).toEqual([])
    })

    test('of a handler whose time is over are undone, and happen with the next delivery', async () => {
      const service = await billingService(combination)
      const late = gate()
      let slow = true
      const subscriber = service
        .replica({ concurrentDeliveryWait: '15s' })
        .on(OrderPlaced, { ...billing, timeout: '300ms' }, async ({ data }, context) => {
          await service.bill(data.orderId)
          if (!slow) return
          context.signal.addEventListener('abort', () => late.open())
          await late.passed
          // Too late: it must not become part of whatever comes next.
          await service.bill('late').catch(() => {})
        })
      const event = placed()
      expect(await deliver(subscriber, event)).toMatchObject([
        { status: 'transient', error: { code: 'HANDLER_TIMEOUT' } },
      ])
      slow = false
      expect(await deliver(subscriber, event)).toEqual([{ ...billing, ...done }])
      expect(await service.billed()).toEqual([orderIdOf(event)])
    })
  },
)

describe.each(
  combinations
    .filter(({ dialect }) => dialect === 'postgres')
    .map((each) => [inboxTitleOf(each), each] as const),
)('a delivery that waits for another one, with %s', (_, combination) => {
  test('holds no transaction meanwhile', async () => {
    const service = await billingService(combination)
    const inside = gate()
    const release = gate()
    const one = service.replica().on(OrderPlaced, billing, async ({ data }) => {
      await service.bill(data.orderId)
      inside.open()
      await release.passed
    })
    const refused = gate()
    const inbox = service.newInbox()
    const record = inbox.record.bind(inbox)
    inbox.record = async (transaction, delivery) => {
      const answer = await record(transaction, delivery)
      if (answer === 'busy') refused.open()
      return answer
    }
    const other = service.secondReplica(inbox).on(OrderPlaced, billing, () => {})
    const event = placed()
    const first = deliver(one, event)
    await inside.passed
    const second = deliver(other, event)
    await refused.passed
    await eventually(async () => (await service.openTransactions()) === 1)
    release.open()
    expect(await first).toEqual([{ ...billing, ...done }])
    expect(await second).toMatchObject([duplicate])
  })
})
