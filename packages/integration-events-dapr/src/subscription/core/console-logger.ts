import type { LogFields, Logger } from 'integration-events'

/** Warnings and errors to the console; the rest is for who brings a logger. */
export const consoleLogger: Logger = {
  debug() {},
  info() {},
  warn: (message: string, fields: LogFields = {}) => {
    // oxlint-disable-next-line eslint/no-console -- the documented default of an option
    console.warn(`[integration-events-dapr] ${message}`, fields)
  },
  error: (message: string, fields: LogFields = {}) => {
    // oxlint-disable-next-line eslint/no-console -- the documented default of an option
    console.error(`[integration-events-dapr] ${message}`, fields)
  },
}
