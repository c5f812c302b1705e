import type { UnitOfWork } from 'uow'
import type { EventLog } from '../contracts/event-log.ts'
import type { Logger } from '../contracts/logger.ts'
import type { Publisher } from '../contracts/publisher.ts'
import type { ExhaustedHook } from '../delivery/exhausted-events.ts'
import type { DeliveryOptions } from '../delivery/delivery-options.ts'
import type { EventType } from '../event/event-type.ts'
import type { TraceContext } from '../event/trace-context.ts'
import type { BusOptions } from './bus-options.ts'
import { OptionReader } from './option-reader.ts'
import { readLogger } from './read-logger.ts'
import { resolveDeliveryOptions } from './resolve-delivery-options.ts'

/** The bus's options, validated, with their defaults. */
export interface ResolvedBusOptions {
  readonly unitOfWork: UnitOfWork
  readonly eventLog: EventLog
  readonly publisher: Publisher
  readonly events: readonly EventType[]
  readonly outsideUnitOfWork: 'throw' | 'open'
  readonly logger: Logger
  readonly onExhausted: ExhaustedHook | undefined
  readonly traceContext: (() => TraceContext | undefined) | undefined
  readonly delivery: DeliveryOptions
}

/** Every option once: the type demands that none is forgotten. */
const names: Readonly<Record<keyof BusOptions, true>> = {
  unitOfWork: true,
  eventLog: true,
  publisher: true,
  events: true,
  deliver: true,
  source: true,
  outsideUnitOfWork: true,
  logger: true,
  onExhausted: true,
  traceContext: true,
  maxRetryTimes: true,
  retryBatchSize: true,
  failedRetryInterval: true,
  backoff: true,
  localRetryTimes: true,
  localFailedRetryInterval: true,
  cleaningLocalQueueExpireInterval: true,
  cleaningExpireInterval: true,
  expireDate: true,
  exhaustedExpireDate: true,
  leaseDuration: true,
  publishTimeout: true,
  concurrency: true,
  localQueueCapacity: true,
  pollInterval: true,
  circuitBreaker: true,
}

/** @throws BusOptionError */
export function resolveBusOptions(options: BusOptions): ResolvedBusOptions {
  const reader = new OptionReader(options)
  reader.refuseUnknown(Object.keys(names))
  return {
    unitOfWork: reader.object(
      'unitOfWork',
      ['run', 'begin', 'current', 'ambient'],
      'a unit of work, for example kyselyUnitOfWork(db)',
    ),
    eventLog: reader.object(
      'eventLog',
      ['open', 'append', 'claim', 'settle'],
      'an event log, for example kyselyEventLog(db)',
    ),
    publisher: reader.object(
      'publisher',
      ['publish'],
      'a publisher, for example inProcessTransport()',
    ),
    events: events(reader),
    outsideUnitOfWork: outsideUnitOfWork(reader),
    logger: readLogger(reader),
    onExhausted: reader.function('onExhausted'),
    traceContext: reader.function('traceContext'),
    delivery: resolveDeliveryOptions(reader),
  }
}

function events(reader: OptionReader): readonly EventType[] {
  const value = reader.get('events')
  if (value === undefined) return []
  return Array.isArray(value) ? [...value] : reader.fail('events', 'an array of event definitions')
}

function outsideUnitOfWork(reader: OptionReader): 'throw' | 'open' {
  const value = reader.get('outsideUnitOfWork')
  if (value === undefined) return 'throw'
  return value === 'throw' || value === 'open'
    ? value
    : reader.fail('outsideUnitOfWork', "'throw' or 'open'")
}
