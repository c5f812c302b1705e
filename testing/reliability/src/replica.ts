import {
  type BusOptions,
  createIntegrationEventBus,
  defineEvent,
  type IntegrationEventBus,
  type OutgoingEvent,
} from 'integration-events'
import type { UnitOfWork } from 'uow'
import { z } from 'zod'
import { brokerPublisher, type BrokerPublisherOptions } from './broker-publisher.ts'
import { type ClientName, openClient } from './order-client.ts'
import type { Connection } from './order-database.ts'

export const OrderPlaced = defineEvent('orders.placed', {
  schema: z.object({ orderId: z.string() }),
})
export const PaymentRequested = defineEvent('payments.requested', {
  schema: z.object({ orderId: z.string() }),
})

export const events = { OrderPlaced, PaymentRequested }

export type Topic = keyof typeof events

/** What travels as JSON to a replica in another process. */
export interface ReplicaOptions {
  readonly connection: Connection
  /** What it reaches the database with. Default kysely. */
  readonly client?: ClientName
  readonly brokerUrl: string
  /** Tells this replica from the others in the broker's record. */
  readonly label: string
  readonly maxBatchSize?: number
  /** How wrong the clock of its process is, in milliseconds. Only for one of its own. Default 0. */
  readonly clockError?: number
  readonly bus?: Omit<BusOptions, 'unitOfWork' | 'eventLog' | 'publisher' | 'events'>
}

/** What only a replica in this process can be given. */
export interface ReplicaHooks {
  readonly onPublish?: BrokerPublisherOptions['onPublish']
  readonly onAnswer?: BrokerPublisherOptions['onAnswer']
  readonly onDie?: BrokerPublisherOptions['onDie']
  readonly onExhausted?: BusOptions['onExhausted']
}

/** One replica of an order service: a database client, a unit of work and a bus. */
export interface Replica extends AsyncDisposable {
  readonly label: string
  readonly uow: UnitOfWork
  readonly bus: IntegrationEventBus
  /** What the library logged: one line each. */
  readonly lines: readonly string[]
  /** Writes orders and publishes one event about each, in one unit of work. */
  place(...orderIds: readonly string[]): Promise<void>
  /** Writes an order, in the unit of work that is open. */
  insert(tx: unknown, orderId: string): Promise<unknown>
  /** Writes an order and publishes its event, in the unit of work that is open. */
  record(tx: unknown, orderId: string, topic?: Topic): Promise<void>
  /** Begins by hand, records the orders, appends their events, and leaves it open. */
  begin(...orderIds: readonly string[]): ReturnType<UnitOfWork['begin']>
  /** Closes the database's client. */
  close(): Promise<void>
  /** Stops the bus and closes the database's client. */
  stop(): Promise<void>
}

/**
 * Short intervals, so that a test sees all of a life in seconds. But no call may time out only because
 * the machine is busy: where a lease has to run out, its test shortens it.
 */
const shortened = {
  source: 'orders',
  localFailedRetryInterval: 30,
  failedRetryInterval: 100,
  pollInterval: 50,
  leaseDuration: 6_000,
  publishTimeout: 3_000,
  circuitBreaker: { failures: 1_000, probeInterval: 50, maximumProbeInterval: 200 },
} as const satisfies ReplicaOptions['bus']

export function createReplica(options: ReplicaOptions, hooks: ReplicaHooks = {}): Replica {
  const { label, maxBatchSize } = options
  const lines: string[] = []
  const log =
    (level: string) =>
    (message: string, fields?: object): void =>
      void lines.push(`${level} ${message} ${JSON.stringify(fields ?? {})}`)
  const { close, eventLog, insert, uow } = openClient(options.connection, options.client)
  const bus = createIntegrationEventBus({
    unitOfWork: uow,
    eventLog,
    publisher: brokerPublisher({
      url: options.brokerUrl,
      sender: label,
      ...(maxBatchSize === undefined ? {} : { maxBatchSize }),
      ...(hooks.onPublish === undefined ? {} : { onPublish: hooks.onPublish }),
      ...(hooks.onAnswer === undefined ? {} : { onAnswer: hooks.onAnswer }),
      ...(hooks.onDie === undefined ? {} : { onDie: hooks.onDie }),
    }),
    events: Object.values(events),
    logger: { debug: () => {}, info: log('info'), warn: log('warn'), error: log('error') },
    ...shortened,
    ...options.bus,
    ...(hooks.onExhausted === undefined ? {} : { onExhausted: hooks.onExhausted }),
  })

  async function record(tx: unknown, orderId: string, topic: Topic = 'OrderPlaced'): Promise<void> {
    await insert(tx, orderId)
    await bus.publish(events[topic], { orderId })
  }

  let stopped: Promise<void> | undefined
  const stopOnce = async (): Promise<void> => {
    await bus.stop()
    await close()
  }
  const stop = (): Promise<void> => (stopped ??= stopOnce())

  return {
    label,
    uow,
    bus,
    lines,
    insert,
    record,
    place: (...orderIds) =>
      uow.run(async (tx) => {
        for (const orderId of orderIds) await record(tx, orderId)
      }),
    begin: async (...orderIds) => {
      const work = await uow.begin()
      await work.within(async () => {
        for (const orderId of orderIds) await record(work.tx, orderId)
      })
      await work.saveChanges()
      return work
    },
    close,
    stop,
    [Symbol.asyncDispose]: () => stop().catch(() => {}),
  }
}

/** The ids and topics of a call, for messages. */
export function orderIdsOf(events: readonly OutgoingEvent[]): string[] {
  return events.map(({ data }) => (JSON.parse(data) as { orderId: string }).orderId)
}
