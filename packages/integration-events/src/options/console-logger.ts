import type { LogFields, Logger } from '../contracts/logger.ts'

type Write = (message: string, ...fields: readonly LogFields[]) => void

/** Warnings and errors to the console; the rest is for who brings a logger. */
export const consoleLogger: Logger = {
  debug() {},
  info() {},
  // oxlint-disable-next-line eslint/no-console -- the documented default of an option
  warn: (message, fields) => write(console.warn, message, fields),
  // oxlint-disable-next-line eslint/no-console -- the documented default of an option
  error: (message, fields) => write(console.error, message, fields),
}

function write(to: Write, message: string, fields: LogFields | undefined): void {
  const line = `[integration-events] ${message}`
  if (fields === undefined) to(line)
  else to(line, fields)
}
