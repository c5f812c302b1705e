import { BusOptionError, inMemoryEventLog, inProcessTransport } from 'integration-events'
import { inMemoryUnitOfWork } from 'uow'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { resolveBusOptions } from '../../src/options/resolve-bus-options.ts'

const required = {
  unitOfWork: inMemoryUnitOfWork(),
  eventLog: inMemoryEventLog(),
  publisher: inProcessTransport(),
  source: 'shop',
}

function resolve(options: Readonly<Record<string, unknown>>): ReturnType<typeof resolveBusOptions> {
  return resolveBusOptions({ ...required, ...options } as never)
}

/** What is said of an option that is refused. */
function refusal(options: Readonly<Record<string, unknown>>): BusOptionError {
  try {
    resolve(options)
  } catch (error) {
    if (BusOptionError.isInstance(error)) return error
    throw error
  }
  throw new Error('it was not refused')
}

describe('the options of the bus', () => {
  test('have the defaults of the reference system, and ours', () => {
    const { delivery, outsideUnitOfWork, events, onExhausted, traceContext } = resolve({})
    expect(delivery).toEqual({
      deliver: true,
      source: 'shop',
      maxRetryTimes: 50,
      retryBatchSize: 100,
      failedRetryInterval: 60_000,
      backoffMaximum: 900_000,
      localRetryTimes: 3,
      localFailedRetryInterval: 3_000,
      cleaningLocalQueueExpireInterval: 60_000,
      cleaningExpireInterval: 300_000,
      expireDate: 86_400_000,
      exhaustedExpireDate: null,
      leaseDuration: 30_000,
      publishTimeout: 10_000,
      concurrency: 4,
      localQueueCapacity: { events: 10_000, bytes: 33_554_432 },
      pollInterval: 1_000,
      circuitBreaker: { failures: 5, probeInterval: 1_000, maximumProbeInterval: 30_000 },
    })
    expect({ outsideUnitOfWork, events, onExhausted, traceContext }).toEqual({
      outsideUnitOfWork: 'throw',
      events: [],
      onExhausted: undefined,
      traceContext: undefined,
    })
  })

  test('reach delivery as they were given, durations in milliseconds', () => {
    const { delivery } = resolve({
      deliver: false,
      source: '@acme/shop',
      maxRetryTimes: 0,
      retryBatchSize: 7,
      failedRetryInterval: '2s',
      backoff: { maximum: '8s' },
      localRetryTimes: 0,
      localFailedRetryInterval: '500ms',
      cleaningLocalQueueExpireInterval: 1,
      cleaningExpireInterval: '2m',
      expireDate: '7d',
      exhaustedExpireDate: '90d',
      leaseDuration: '10s',
      publishTimeout: '5s',
      concurrency: 8,
      localQueueCapacity: { events: 10, bytes: 1_000 },
      pollInterval: '250ms',
      circuitBreaker: { failures: 2, probeInterval: '100ms', maximumProbeInterval: '1s' },
    })
    expect(delivery).toEqual({
      deliver: false,
      source: '@acme/shop',
      maxRetryTimes: 0,
      retryBatchSize: 7,
      failedRetryInterval: 2_000,
      backoffMaximum: 8_000,
      localRetryTimes: 0,
      localFailedRetryInterval: 500,
      cleaningLocalQueueExpireInterval: 1,
      cleaningExpireInterval: 120_000,
      expireDate: 604_800_000,
      exhaustedExpireDate: 7_776_000_000,
      leaseDuration: 10_000,
      publishTimeout: 5_000,
      concurrency: 8,
      localQueueCapacity: { events: 10, bytes: 1_000 },
      pollInterval: 250,
      circuitBreaker: { failures: 2, probeInterval: 100, maximumProbeInterval: 1_000 },
    })
  })

  test('that are undefined count as not given', () => {
    const { delivery } = resolve({ maxRetryTimes: undefined, backoff: undefined })
    expect(delivery).toMatchObject({ maxRetryTimes: 50, backoffMaximum: 900_000 })
  })

  test('follow each other where a default would contradict what was given', () => {
    expect(resolve({ failedRetryInterval: '1s' }).delivery.localFailedRetryInterval).toBe(1_000)
    expect(resolve({ failedRetryInterval: '1h' }).delivery.backoffMaximum).toBe(3_600_000)
    expect(resolve({ leaseDuration: '3s' }).delivery.publishTimeout).toBe(1_000)
    const { circuitBreaker } = resolve({ circuitBreaker: { probeInterval: '2m' } }).delivery
    expect(circuitBreaker.maximumProbeInterval).toBe(120_000)
  })

  test.each<[string, Record<string, unknown>]>([
    ['unitOfWork', { unitOfWork: undefined }],
    ['unitOfWork', { unitOfWork: {} }],
    ['eventLog', { eventLog: null }],
    ['publisher', { publisher: () => {} }],
    ['events', { events: 'orders' }],
    ['deliver', { deliver: 'false' }],
    ['deliver', { deliver: null }],
    ['source', { source: '' }],
    ['source', { source: 'my shop' }],
    ['source', { source: 1 }],
    ['outsideUnitOfWork', { outsideUnitOfWork: 'ignore' }],
    ['logger', { logger: { warn() {} } }],
    ['logger', { logger: null }],
    ['onExhausted', { onExhausted: 'log' }],
    ['traceContext', { traceContext: {} }],
    ['maxRetryTimes', { maxRetryTimes: -1 }],
    ['maxRetryTimes', { maxRetryTimes: 1.5 }],
    ['maxRetryTimes', { maxRetryTimes: '50' }],
    ['maxRetryTimes', { maxRetryTimes: Number.POSITIVE_INFINITY }],
    ['maxRetryTimes', { maxRetryTimes: null }],
    ['retryBatchSize', { retryBatchSize: 0 }],
    ['failedRetryInterval', { failedRetryInterval: 0 }],
    ['failedRetryInterval', { failedRetryInterval: '60' }],
    ['failedRetryInterval', { failedRetryInterval: Number.NaN }],
    ['failedRetryInterval', { failedRetryInterval: '25d' }],
    ['backoff', { backoff: '15m' }],
    ['backoff', { backoff: null }],
    ['backoff.maximum', { backoff: { maximum: '59s' } }],
    ['backoff.factor', { backoff: { factor: 2 } }],
    ['localRetryTimes', { localRetryTimes: -1 }],
    ['localFailedRetryInterval', { localFailedRetryInterval: '61s' }],
    ['cleaningLocalQueueExpireInterval', { cleaningLocalQueueExpireInterval: 0 }],
    ['cleaningExpireInterval', { cleaningExpireInterval: 'never' }],
    ['expireDate', { expireDate: null }],
    ['expireDate', { expireDate: -1 }],
    ['exhaustedExpireDate', { exhaustedExpireDate: 'never' }],
    ['leaseDuration', { leaseDuration: '99ms' }],
    ['publishTimeout', { publishTimeout: '15001ms' }],
    ['publishTimeout', { publishTimeout: 0 }],
    ['concurrency', { concurrency: 0 }],
    ['localQueueCapacity', { localQueueCapacity: 100 }],
    ['localQueueCapacity.events', { localQueueCapacity: { events: 0 } }],
    ['localQueueCapacity.bytes', { localQueueCapacity: { bytes: 1.5 } }],
    ['pollInterval', { pollInterval: 0 }],
    ['circuitBreaker.failures', { circuitBreaker: { failures: 0 } }],
    ['circuitBreaker.probeInterval', { circuitBreaker: { probeInterval: 0 } }],
    ['circuitBreaker.maximumProbeInterval', { circuitBreaker: { maximumProbeInterval: '999ms' } }],
    ['circuitBreaker.reset', { circuitBreaker: { reset: 1 } }],
  ])('are refused by name: %s in %j', (option, options) => {
    const error = refusal(options)
    expect(error.option).toBe(option)
    expect(error.message).toContain(`option '${option}' is `)
  })

  test('are refused with the value received and what is allowed', () => {
    const error = refusal({ retryBatchSize: 0 })
    expect(error).toMatchObject({ received: 0, allowed: 'a whole number from 1 to 10000' })
    expect(error.message).toBe(
      "option 'retryBatchSize' is 0; allowed: a whole number from 1 to 10000.",
    )
  })

  test('that contradict another one say which', () => {
    expect(refusal({ publishTimeout: '20s' }).message).toContain('at most half of leaseDuration')
    expect(refusal({ localFailedRetryInterval: '2m' }).message).toContain('failedRetryInterval')
  })

  test('of an unknown name are refused, with the right one if it is near', () => {
    expect(refusal({ retryTimes: 3 })).toMatchObject({ option: 'retryTimes', received: 3 })
    expect(refusal({ maxretrytimes: 3 }).message).toContain("'maxRetryTimes'")
  })

  test('are themselves no option', () => {
    for (const options of [undefined, null, 'options', []]) {
      expect(() => resolveBusOptions(options as never)).toThrow(BusOptionError)
    }
  })
})

describe('the logger', () => {
  afterEach(() => void vi.restoreAllMocks())

  test('writes warnings and errors to the console by default, and nothing else', () => {
    const written: unknown[][] = []
    for (const level of ['debug', 'info', 'log', 'warn', 'error'] as const) {
      vi.spyOn(console, level).mockImplementation((...line) => void written.push([level, ...line]))
    }
    const { logger } = resolve({})
    logger.debug('a')
    logger.info('b')
    logger.warn('c')
    logger.error('d', { topic: 'orders' })
    expect(written).toEqual([
      ['warn', '[integration-events] c'],
      ['error', '[integration-events] d', { topic: 'orders' }],
    ])
  })

  test('can be one of the user, and keeps its this', () => {
    class Lines {
      readonly lines: unknown[] = []
      debug(...line: unknown[]): void {
        this.lines.push(line)
      }
      info(...line: unknown[]): void {
        this.lines.push(line)
      }
      warn(...line: unknown[]): void {
        this.lines.push(line)
      }
      error(...line: unknown[]): void {
        this.lines.push(line)
      }
    }
    const own = new Lines()
    const { logger } = resolve({ logger: own })
    logger.debug('a')
    logger.info('b', { c: 1 })
    expect(own.lines).toEqual([['a'], ['b', { c: 1 }]])
  })

  test('stops nothing when it throws', () => {
    const fail = (): never => {
      throw new Error('disk full')
    }
    const { logger } = resolve({ logger: { debug: fail, info: fail, warn: fail, error: fail } })
    expect(() => logger.error('a')).not.toThrow()
  })
})
