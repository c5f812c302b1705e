import type { FastifyBaseLogger } from 'fastify'
import type { LogFields, Logger } from 'integration-events'

/** Lets the bus write into the service's log: pino takes the fields first, and an error as `err`. */
export function busLogger(log: FastifyBaseLogger): Logger {
  const line =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, { error, ...fields }: LogFields = {}): void =>
      log[level](error === undefined ? fields : { ...fields, err: error }, message)
  return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') }
}
