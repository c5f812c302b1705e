/** Facts beside a log line. */
export type LogFields = Readonly<Record<string, unknown>>

/**
 * Where the library writes. `console`, pino (with swapped arguments, wrapped) and winston fit. One
 * line per change of state, not per attempt.
 */
export interface Logger {
  debug(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
}
