import type { Logger } from '../contracts/logger.ts'
import { consoleLogger } from './console-logger.ts'
import { guardedLogger } from './guarded-logger.ts'
import type { OptionReader } from './option-reader.ts'

/** The option `logger`, or the console. */
export function readLogger(reader: OptionReader): Logger {
  if (!reader.has('logger')) return guardedLogger(consoleLogger)
  const methods = ['debug', 'info', 'warn', 'error']
  return guardedLogger(reader.object('logger', methods, `an object with ${methods.join(', ')}`))
}
