import type { DeliveryOptions } from '../delivery/delivery-options.ts'
import { applicationName } from './application-name.ts'
import { longestTimer, type OptionReader } from './option-reader.ts'

const second = 1_000
const minute = 60 * second
const day = 24 * 60 * minute

const timer = { minimum: 1, maximum: longestTimer }
/** Not longer than a date of JavaScript can be away. */
const age = { minimum: 0, maximum: 100_000 * day }

/** @throws BusOptionError */
export function resolveDeliveryOptions(options: OptionReader): DeliveryOptions {
  return {
    deliver: options.boolean('deliver', true),
    source: source(options),
    ...retries(options),
    cleaningLocalQueueExpireInterval: options.duration(
      'cleaningLocalQueueExpireInterval',
      60 * second,
      timer,
    ),
    cleaningExpireInterval: options.duration('cleaningExpireInterval', 5 * minute, timer),
    expireDate: options.duration('expireDate', day, age),
    exhaustedExpireDate:
      options.get('exhaustedExpireDate') === null || !options.has('exhaustedExpireDate')
        ? null
        : options.duration('exhaustedExpireDate', 0, age),
    ...lease(options),
    concurrency: options.integer('concurrency', 4, { minimum: 1, maximum: 1_000 }),
    localQueueCapacity: capacity(options),
    pollInterval: options.duration('pollInterval', second, timer),
    circuitBreaker: circuitBreaker(options),
  }
}

function source(options: OptionReader): string {
  const value = options.get('source')
  if (value === undefined) return applicationName()
  // It becomes a CloudEvent's source, which is a URI reference.
  if (typeof value === 'string' && /^[^\s\p{Cc}\p{Cs}]+$/u.test(value)) return value
  return options.fail('source', 'a string that is not empty and has no white space')
}

function retries(
  options: OptionReader,
): Pick<
  DeliveryOptions,
  | 'maxRetryTimes'
  | 'retryBatchSize'
  | 'failedRetryInterval'
  | 'backoffMaximum'
  | 'localRetryTimes'
  | 'localFailedRetryInterval'
> {
  const failedRetryInterval = options.duration('failedRetryInterval', 60 * second, timer)
  const backoff = options.nested('backoff', ['maximum'])
  return {
    maxRetryTimes: options.integer('maxRetryTimes', 50, { minimum: 0, maximum: 1_000_000 }),
    retryBatchSize: options.integer('retryBatchSize', 100, { minimum: 1, maximum: 10_000 }),
    failedRetryInterval,
    backoffMaximum: backoff.duration('maximum', Math.max(15 * minute, failedRetryInterval), {
      minimum: failedRetryInterval,
      maximum: longestTimer,
      because: 'not shorter than failedRetryInterval',
    }),
    localRetryTimes: options.integer('localRetryTimes', 3, { minimum: 0, maximum: 1_000 }),
    localFailedRetryInterval: options.duration(
      'localFailedRetryInterval',
      Math.min(3 * second, failedRetryInterval),
      { minimum: 1, maximum: failedRetryInterval, because: 'not longer than failedRetryInterval' },
    ),
  }
}

function lease(options: OptionReader): Pick<DeliveryOptions, 'leaseDuration' | 'publishTimeout'> {
  const leaseDuration = options.duration('leaseDuration', 30 * second, {
    minimum: 100,
    maximum: longestTimer,
  })
  return {
    leaseDuration,
    publishTimeout: options.duration(
      'publishTimeout',
      Math.min(10 * second, Math.floor(leaseDuration / 3)),
      {
        minimum: 1,
        maximum: Math.floor(leaseDuration / 2),
        because: 'at most half of leaseDuration, since no send may outlive the lease',
      },
    ),
  }
}

function capacity(options: OptionReader): DeliveryOptions['localQueueCapacity'] {
  const reader = options.nested('localQueueCapacity', ['events', 'bytes'])
  return {
    events: reader.integer('events', 10_000, { minimum: 1, maximum: 10_000_000 }),
    bytes: reader.integer('bytes', 32 * 2 ** 20, { minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
  }
}

function circuitBreaker(options: OptionReader): DeliveryOptions['circuitBreaker'] {
  const reader = options.nested('circuitBreaker', [
    'failures',
    'probeInterval',
    'maximumProbeInterval',
  ])
  const probeInterval = reader.duration('probeInterval', second, timer)
  return {
    failures: reader.integer('failures', 5, { minimum: 1, maximum: 1_000_000 }),
    probeInterval,
    maximumProbeInterval: reader.duration(
      'maximumProbeInterval',
      Math.max(30 * second, probeInterval),
      {
        minimum: probeInterval,
        maximum: longestTimer,
        because: 'not shorter than probeInterval',
      },
    ),
  }
}
