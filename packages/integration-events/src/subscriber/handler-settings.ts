import { describeValue } from '../errors/describe-value.ts'
import { SubscriptionError } from '../errors/subscription-error.ts'
import { parseDuration } from '../options/duration.ts'
import { longestTimer } from '../options/option-reader.ts'
import type { HandlerOptions } from './handler-options.ts'
import type { RetryPolicyOptions } from './handling/retry-policy.ts'

/** A handler's options, validated, in milliseconds. */
export interface HandlerSettings {
  readonly consumer: string
  readonly pubsubName: string | undefined
  readonly timeout: number | undefined
  readonly retry: RetryPolicyOptions
}

/** What a handler's options depend on. */
export interface HandlerPlace {
  readonly topic: string
  /** The consumers that handle the topic already, in the order of registration. */
  readonly others: readonly string[]
  /** Whether what is handled is recorded under the consumer's name. */
  readonly hasInbox: boolean
}

const defaultMaximumInterval = 900_000

/** @throws SubscriptionError */
export function readHandlerSettings(options: HandlerOptions, place: HandlerPlace): HandlerSettings {
  const { topic } = place
  const { consumer, pubsubName, timeout, retry = {}, ...unknown } = options
  refuseUnknown(topic, unknown, 'consumer, pubsubName, timeout and retry')
  if (pubsubName !== undefined && !isName(pubsubName))
    refuse(topic, 'pubsubName', pubsubName, 'a string that is not empty')
  return {
    consumer: readConsumer(consumer, place),
    pubsubName,
    timeout: readDuration(topic, 'timeout', timeout, 1),
    retry: readRetry(topic, retry),
  }
}

function readRetry(topic: string, retry: unknown): RetryPolicyOptions {
  if (typeof retry !== 'object' || retry === null)
    return refuse(topic, 'retry', retry, 'an object as { maxAttempts: 5 }')
  const {
    maxAttempts,
    interval: givenInterval,
    maximumInterval: givenMaximum,
    ...unknown
  } = retry as Record<string, unknown>
  refuseUnknown(topic, unknown, 'maxAttempts, interval and maximumInterval', 'retry.')
  if (maxAttempts !== undefined && !(Number.isSafeInteger(maxAttempts) && Number(maxAttempts) >= 1))
    refuse(topic, 'retry.maxAttempts', maxAttempts, 'a whole number from 1')
  const interval = readDuration(topic, 'retry.interval', givenInterval, 0)
  const maximumInterval = readDuration(topic, 'retry.maximumInterval', givenMaximum, interval ?? 0)
  return {
    maxAttempts: maxAttempts as number | undefined,
    interval,
    maximumInterval: maximumInterval ?? Math.max(interval ?? 0, defaultMaximumInterval),
  }
}

function readDuration(
  topic: string,
  option: string,
  value: unknown,
  minimum: number,
): number | undefined {
  if (value === undefined) return undefined
  const parsed = parseDuration(value)
  if (parsed !== undefined && parsed >= minimum && parsed <= longestTimer) return parsed
  const allowed = `a duration from ${minimum} ms to 24 days, as milliseconds or as '500ms', '60s', '5m'`
  return refuse(topic, option, value, allowed)
}

function readConsumer(given: unknown, { topic, others, hasInbox }: HandlerPlace): string {
  if (given === undefined && hasInbox) {
    const problem =
      'it has no consumer, under whose name the inbox records what was handled. Give it one that stays ' +
      "the same: { consumer: 'billing' }."
    throw new SubscriptionError({ topic, problem })
  }
  const consumer = given ?? `handler-${others.length + 1}`
  if (!isName(consumer)) return refuse(topic, 'consumer', consumer, 'a string that is not empty')
  if (others.includes(consumer)) {
    const problem = `the consumer '${consumer}' handles this topic already. Give each handler a name of its own.`
    throw new SubscriptionError({ topic, problem })
  }
  return consumer
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}

function refuseUnknown(topic: string, unknown: object, known: string, prefix = ''): void {
  const [misspelt] = Object.keys(unknown)
  if (misspelt === undefined) return
  const problem = `there is no option '${prefix}${misspelt}'; there are only ${known}.`
  throw new SubscriptionError({ topic, problem })
}

function refuse(topic: string, option: string, received: unknown, allowed: string): never {
  const problem = `its ${option} is ${describeValue(received)}, and should be ${allowed}.`
  throw new SubscriptionError({ topic, problem })
}
