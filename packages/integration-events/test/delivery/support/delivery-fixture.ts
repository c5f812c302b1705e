import { inMemoryUnitOfWork, type Transaction } from 'uow'
import { onTestFinished } from 'vitest'
import type { AppendedEvent } from '../../../src/contracts/event-log.ts'
import type { OutgoingEvent } from '../../../src/contracts/outgoing-event.ts'
import { DeliveryEngine } from '../../../src/delivery/delivery-engine.ts'
import type { DeliveryOptions } from '../../../src/delivery/delivery-options.ts'
import type { ExhaustedDelivery, ExhaustedHook } from '../../../src/delivery/exhausted-events.ts'
import { InMemoryAppends } from '../../../src/in-memory/in-memory-append.ts'
import { TablesEventLog } from '../../../src/in-memory/in-memory-event-log.ts'
import { InMemoryTables } from '../../../src/in-memory/in-memory-tables.ts'
import { defaultOptions } from './default-options.ts'
import { type ObservedEventLog, observeEventLog } from './observed-event-log.ts'
import { type RecordingLogger, recordingLogger } from './recording-logger.ts'
import { type PublisherLimits, ScriptedPublisher } from './scripted-publisher.ts'
import { type VirtualClock, virtualClock } from '../../../src/testing/virtual-clock.ts'

export { defaultOptions, minute, second } from './default-options.ts'
export { event, events } from './event.ts'

/** One process that delivers. */
export interface Replica {
  readonly engine: DeliveryEngine
  readonly log: ObservedEventLog
  readonly publisher: ScriptedPublisher
  readonly logger: RecordingLogger
  /** What `onExhausted` was told. */
  readonly exhausted: ExhaustedDelivery[]
  /** Publishes in a unit of work of its own, as the bus does. */
  publish(...events: readonly OutgoingEvent[]): Promise<readonly AppendedEvent[]>
}

export interface ReplicaOptions {
  readonly options?: Partial<DeliveryOptions>
  readonly publisher?: PublisherLimits
  readonly onExhausted?: ExhaustedHook
  readonly random?: () => number
}

export interface DeliveryFixture extends Replica {
  readonly clock: VirtualClock
  readonly tables: InMemoryTables
  /** Stores events for whoever claims them: of another process that only publishes. */
  store(...events: readonly OutgoingEvent[]): Promise<readonly AppendedEvent[]>
  /** Runs work in a transaction; it commits when the work has ended, and rolls back if it throws. */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>
  /** Another process on the same log. */
  replica(options?: ReplicaOptions): Replica
  /** What the tables say of an event: `published`, `pending`, … */
  stateOf(id: string): string
  /** The time of the log's clock. */
  logTime(): number
}

export function deliveryFixture(options: ReplicaOptions = {}): DeliveryFixture {
  // Publishers of these tests hang on purpose, and nothing comes from outside of the process.
  const clock = virtualClock({ patience: 0 })
  const logTime = (): number => 1_795_392_000_000 + clock.now()
  const tables = new InMemoryTables(logTime)
  const appends = new InMemoryAppends(tables)
  const unitOfWork = inMemoryUnitOfWork()
  const plainLog = new TablesEventLog(tables, appends)

  const transaction = <Result>(
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result> => unitOfWork.run(() => work(unitOfWork.current()!))

  const replica = (replicaOptions: ReplicaOptions = {}): Replica => {
    const log = observeEventLog(new TablesEventLog(tables, appends), () => clock.now())
    const publisher = new ScriptedPublisher(clock, replicaOptions.publisher)
    const logger = recordingLogger()
    const exhausted: ExhaustedDelivery[] = []
    const engine = new DeliveryEngine({
      eventLog: log.log,
      publisher,
      logger,
      clock,
      random: replicaOptions.random ?? (() => 0),
      options: { ...defaultOptions, ...replicaOptions.options },
      onExhausted: (notice) => {
        exhausted.push(notice)
        return replicaOptions.onExhausted?.(notice)
      },
    })
    const publish = (...published: readonly OutgoingEvent[]): Promise<readonly AppendedEvent[]> =>
      transaction(async (current) => {
        const reservation = engine.reserve(published)
        const rows = published.map((one, index) => ({
          event: one,
          owned: reservation.owned[index] === true,
        }))
        const appended = await log.log.append(current, rows, reservation.session)
        current.afterCommit(() => reservation.committed(appended))
        current.afterRollback(() => reservation.rolledBack())
        return appended
      })
    return { engine, log, publisher, logger, exhausted, publish }
  }

  const first = replica(options)
  onTestFinished(() => void first.engine.stop({ timeout: 0 }))
  return {
    ...first,
    clock,
    tables,
    replica,
    transaction,
    logTime,
    store: (...stored) =>
      transaction((current) =>
        plainLog.append(
          current,
          stored.map((one) => ({ event: one, owned: false })),
          null,
        ),
      ),
    stateOf: (id) => {
      appends.arrive()
      const sequence = [...tables.log.values()].find((row) => row.id === id)?.sequence
      if (sequence === undefined) return 'unknown'
      if (tables.waiting.has(sequence)) return 'waiting'
      if (tables.exhausted.has(sequence)) return 'exhausted'
      const queued = tables.queue.get(sequence)
      if (queued === undefined) return 'published'
      const { session } = queued
      return session !== null && tables.lives(session) ? 'in progress' : 'pending'
    },
  }
}

/** A fixture that runs. */
export async function runningDelivery(options: ReplicaOptions = {}): Promise<DeliveryFixture> {
  const fixture = deliveryFixture(options)
  await fixture.engine.start()
  await fixture.clock.advance(0)
  return fixture
}
