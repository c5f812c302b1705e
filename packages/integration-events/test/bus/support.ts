import {
  type EventLog,
  type EventToAppend,
  inMemoryEventLog,
  inProcessTransport,
  type Logger,
  type OutgoingEvent,
  type BusOptions,
  type IntegrationEventBus,
} from 'integration-events'
import {
  CommitOutcomeUnknownError,
  createUnitOfWork,
  inMemoryUnitOfWork,
  type UnitOfWork,
} from 'uow'
import type { Delivery } from '../../src/bus/delivery.ts'
import { OutboxBus } from '../../src/bus/outbox-bus.ts'
import { resolveBusOptions } from '../../src/options/resolve-bus-options.ts'

/** A promise that the test settles. */
export function pending<T = void>(): {
  promise: Promise<T>
  resolve: (value: T) => void
  reject: (error: unknown) => void
} {
  let resolve!: (value: T) => void
  let reject!: (error: unknown) => void
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve
    reject = onReject
  })
  return { promise, resolve, reject }
}

export interface Line {
  readonly level: keyof Logger
  readonly message: string
  readonly fields: unknown
}

export function recordingLogger(): Logger & { readonly lines: Line[] } {
  const lines: Line[] = []
  const at =
    (level: keyof Logger): Logger['warn'] =>
    (message, fields) => {
      lines.push({ level, message, fields })
    }
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

/** Delivery that only records, in the common history, what the bus asks of it. */
export function recordingDelivery(history: unknown[]): Delivery {
  return {
    reserve(events) {
      history.push(['reserve', events.map(({ topic }) => topic)])
      return {
        session: 7,
        owned: events.map(() => true),
        committed: (rows) => history.push(['committed', rows.map(({ event }) => event.topic)]),
        rolledBack: () => history.push(['rolledBack']),
        unknown: () => history.push(['unknown']),
      }
    },
    async start() {
      history.push(['start'])
    },
    async stop(options) {
      history.push(['stop', options])
    },
    async drain(options) {
      history.push(['drain', options])
      return { published: 0, remaining: false }
    },
    async settled(options) {
      history.push(['settled', options])
    },
    wakeUp(about) {
      history.push(['wakeUp', about])
    },
  }
}

/** The in-memory log; what is appended goes into the history too. */
export function recordingLog(history: unknown[]): EventLog & {
  readonly appends: (readonly EventToAppend[])[]
  readonly sessions: (number | null)[]
} {
  const log = inMemoryEventLog()
  const appends: (readonly EventToAppend[])[] = []
  const sessions: (number | null)[] = []
  const append = log.append.bind(log)
  return Object.assign(log, {
    appends,
    sessions,
    append: (...[transaction, events, session]: Parameters<EventLog['append']>) => {
      history.push(['append', events.map(({ event }) => event.topic)])
      appends.push(events)
      sessions.push(session)
      return append(transaction, events, session)
    },
  })
}

/** What has committed, in order. */
export async function storedEvents(log: EventLog): Promise<OutgoingEvent[]> {
  const session = await log.openSession({ leaseDuration: 60_000, label: 'test' })
  const { events } = await log.claim({ session, limit: 1_000 })
  await log.endSession(session)
  return events.map(({ event }) => event)
}

/** A unit of work whose COMMIT the test holds up, or breaks. */
export function unitOfWorkWithCommit(commit: () => Promise<void>): UnitOfWork<undefined> {
  const { sql } = inMemoryUnitOfWork()
  const level = { native: undefined, sql, rollback: async () => {} }
  const savepoint = (): Promise<never> => Promise.reject(new Error('no savepoints here'))
  return createUnitOfWork({
    provider: 'test',
    database: sql,
    begin: async () => ({ ...level, savepoint, commit }),
  })
}

export function outcomeUnknown(): CommitOutcomeUnknownError {
  return new CommitOutcomeUnknownError({ provider: 'test' })
}

export interface BusUnderTest {
  readonly bus: IntegrationEventBus
  readonly unitOfWork: UnitOfWork
  readonly log: ReturnType<typeof recordingLog>
  readonly delivery: ReturnType<typeof recordingDelivery>
  readonly logger: ReturnType<typeof recordingLogger>
  /** What was called, in order. */
  readonly history: unknown[]
}

/** A bus over memory; delivery is recorded, and delivers nothing. */
export function busUnderTest(
  options: Omit<Partial<BusOptions>, 'eventLog' | 'logger'> = {},
  log?: EventLog,
): BusUnderTest {
  const history: unknown[] = []
  const recorded = recordingLog(history)
  const unitOfWork = options.unitOfWork ?? inMemoryUnitOfWork()
  const delivery = recordingDelivery(history)
  const logger = recordingLogger()
  const resolved = resolveBusOptions({
    source: 'shop',
    publisher: inProcessTransport(),
    logger,
    ...options,
    eventLog: log ?? recorded,
    unitOfWork,
  })
  const bus = new OutboxBus(resolved, delivery)
  return { bus, unitOfWork, log: recorded, delivery, logger, history }
}

/** Resolves after everything that is settled by now has had its consequences. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
