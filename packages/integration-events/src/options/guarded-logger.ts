import type { Logger } from '../contracts/logger.ts'

/**
 * The same logger, whose failures end nothing: a broken log is no reason to stop delivering, or
 * to lose an event.
 */
export function guardedLogger(logger: Logger): Logger {
  const guard =
    (level: keyof Logger): Logger['warn'] =>
    (message, fields) => {
      try {
        if (fields === undefined) logger[level](message)
        else logger[level](message, fields)
      } catch {
        // There is nowhere left to say it.
      }
    }
  return { debug: guard('debug'), info: guard('info'), warn: guard('warn'), error: guard('error') }
}
