/** Facts beside a log line. */
export type LogFields = Readonly<Record<string, unknown>>

/**
 * Where the library writes. `console`, pino (with swapped arguments, wrapped) and winston fit. One
 * line per change of state, not per attempt.
 */
export interface Logger {
  /** For whoever looks for a fault. Silent by default. */
  debug(message: string, fields?: LogFields): void
  /** What an operator may want to know. Silent by default. */
  info(message: string, fields?: LogFields): void
  /** What may need somebody, and what is given up for now. */
  warn(message: string, fields?: LogFields): void
  /** What needs somebody. */
  error(message: string, fields?: LogFields): void
}
