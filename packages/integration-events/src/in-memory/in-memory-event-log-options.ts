import type { DeliveryClock } from '../delivery/delivery-clock.ts'
import { OptionReader } from '../options/option-reader.ts'
import type { LogTime } from './in-memory-tables.ts'

/** Options of `inMemoryEventLog`. */
export interface InMemoryEventLogOptions {
  /** The log's time of day, in epoch milliseconds. Default `Date.now`. */
  readonly now?: LogTime
  /**
   * For tests, in place of `now`: the log's time is the time of day at which it was made, and passes
   * by this clock: `virtualClock()`. Give the same one to the bus. Default: none.
   */
  readonly clock?: DeliveryClock | undefined
}

/**
 * The time of the clock of a log, or of an inbox.
 *
 * @throws BusOptionError
 */
export function logTime(
  options: InMemoryEventLogOptions,
  name: 'inMemoryEventLog' | 'inMemoryInbox',
): LogTime {
  const reader = new OptionReader(options, name)
  reader.refuseUnknown(['now', 'clock'])
  const now = reader.function<LogTime>('now')
  if (!reader.has('clock')) {
    // Read late, so that a test's fake timers hold here too.
    return now ?? (() => Date.now())
  }
  if (now !== undefined) reader.fail('now', 'nothing beside `clock`: give one of the two')
  const clock = reader.clock('clock')
  const start = Date.now() - clock.now()
  return () => start + clock.now()
}
