import process from 'node:process'
import { BusOptionError, guardedLogger, type Logger } from 'integration-events'
import { consoleLogger } from './console-logger.ts'

/** What Dapr is to do with an event that no handler was given. */
export type UndeliverablePolicy = 'drop' | 'retry'

/** How Dapr gathers events before it delivers them together. */
export interface BulkSubscribeOptions {
  /** At most so many events at once. Default: Dapr's, 100. */
  readonly maxMessagesCount?: number
  /** How long it waits for them, in milliseconds. Default: Dapr's, 1,000. */
  readonly maxAwaitDurationMs?: number
}

/** Options of `daprSubscription`. */
export interface DaprSubscriptionOptions {
  /** The pub/sub component's name. */
  readonly pubsubName: string
  /**
   * Where dropped events go, for all topics or by topic. Default: none, and what is dropped is gone
   * but for its log line.
   */
  readonly deadLetterTopic?: string | ((topic: string) => string | undefined)
  /**
   * Have Dapr deliver several events at once. Default: one by one.
   *
   * Dapr reads numbers as floats then: of an integer beyond 2^53, digits are lost before we see it.
   */
  readonly bulk?: BulkSubscribeOptions
  /** What Dapr has to send as `dapr-api-token`. Default: `APP_API_TOKEN`, if that is set. */
  readonly appApiToken?: string
  /** Deliveries arrive at `<routePrefix>/<topic>`. Default `/integration-events`. */
  readonly routePrefix?: string
  /**
   * Longer bodies are answered 413, which has Dapr try again. Default 16 MiB: Dapr takes 4 for an
   * event, and a bulk has many.
   */
  readonly maxBodyBytes?: number
  /** For a body, or an entry of a bulk, that is no CloudEvent. Default `drop`. */
  readonly onUndecodable?: UndeliverablePolicy
  /** For an event of a topic that no handler is registered for. Default `drop`. */
  readonly onUnhandled?: UndeliverablePolicy
  /** Default: warnings and errors to the console. */
  readonly logger?: Logger
}

/** The options, validated, with their defaults. */
export interface ResolvedDaprSubscriptionOptions {
  readonly pubsubName: string
  readonly deadLetterTopic: (topic: string) => string | undefined
  readonly bulk: BulkSubscribeOptions | undefined
  readonly appApiToken: string | undefined
  readonly routePrefix: string
  readonly maxBodyBytes: number
  readonly onUndecodable: UndeliverablePolicy
  readonly onUnhandled: UndeliverablePolicy
  readonly logger: Logger
}

type Refuse = (name: string, received: unknown, allowed: string) => never

const refuse: Refuse = (name, received, allowed) => {
  throw new BusOptionError({ option: `daprSubscription.${name}`, received, allowed })
}

/** @throws BusOptionError */
export function resolveDaprSubscriptionOptions(
  options: DaprSubscriptionOptions,
): ResolvedDaprSubscriptionOptions {
  const {
    pubsubName,
    deadLetterTopic,
    bulk,
    appApiToken = process.env['APP_API_TOKEN'] || undefined,
    routePrefix = '/integration-events',
    maxBodyBytes = 16 * 1_048_576,
    onUndecodable = 'drop',
    onUnhandled = 'drop',
    logger = consoleLogger,
    ...unknown
  } = options
  for (const [name, value] of Object.entries(unknown))
    refuse(name, value, 'only options that exist; this one does not')
  if (!isName(pubsubName)) refuse('pubsubName', pubsubName, "the component's name")
  if (appApiToken !== undefined && !isName(appApiToken))
    refuse('appApiToken', '(hidden)', 'a string that is not empty')
  if (!/^(?:\/[\w.~-]*[\w~-])+$/.test(routePrefix))
    refuse(
      'routePrefix',
      routePrefix,
      "a path as '/integration-events', without a slash at its end",
    )
  if (!isWhole(maxBodyBytes)) refuse('maxBodyBytes', maxBodyBytes, 'a whole number from 1')
  checkPolicy('onUndecodable', onUndecodable)
  checkPolicy('onUnhandled', onUnhandled)
  checkBulk(bulk)
  for (const method of ['debug', 'info', 'warn', 'error'] as const)
    if (typeof logger?.[method] !== 'function')
      refuse('logger', logger, 'an object with debug, info, warn, error')
  return {
    pubsubName,
    deadLetterTopic: deadLetterTopicOf(deadLetterTopic),
    bulk,
    appApiToken,
    routePrefix,
    maxBodyBytes,
    onUndecodable,
    onUnhandled,
    logger: guardedLogger(logger),
  }
}

function deadLetterTopicOf(
  option: DaprSubscriptionOptions['deadLetterTopic'],
): ResolvedDaprSubscriptionOptions['deadLetterTopic'] {
  if (typeof option === 'function') return option
  if (option === undefined || isName(option)) return () => option
  return refuse('deadLetterTopic', option, "a topic's name, or a function of the topic")
}

function checkPolicy(name: string, value: unknown): void {
  if (value !== 'drop' && value !== 'retry') refuse(name, value, "'drop' or 'retry'")
}

function checkBulk(bulk: BulkSubscribeOptions | undefined): void {
  if (bulk === undefined) return
  if (typeof bulk !== 'object' || bulk === null) refuse('bulk', bulk, 'an object')
  for (const [name, value] of Object.entries(bulk)) {
    if (name !== 'maxMessagesCount' && name !== 'maxAwaitDurationMs')
      refuse(`bulk.${name}`, value, 'only maxMessagesCount and maxAwaitDurationMs')
    if (!isWhole(value)) refuse(`bulk.${name}`, value, 'a whole number from 1')
  }
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 1
}
