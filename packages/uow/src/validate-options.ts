import { UnitOfWorkOptionError } from './errors/unit-of-work-option-error.ts'
import type { UnitOfWorkOptions } from './unit-of-work.ts'

const isolationLevels = ['read committed', 'repeatable read', 'serializable']

/** The longest that a timer of Node waits; beyond it, it would fire at once. */
const longestTimeout = 2_147_483_647

/**
 * Checks the options of one `run` or `begin`.
 *
 * @throws UnitOfWorkOptionError when one has a value that it can't have.
 */
export function validateUnitOfWorkOptions(options: UnitOfWorkOptions = {}): void {
  const { isolationLevel, timeout } = options
  if (isolationLevel !== undefined && !isolationLevels.includes(isolationLevel)) {
    throw new UnitOfWorkOptionError({
      option: 'isolationLevel',
      received: isolationLevel,
      allowed: `one of ${isolationLevels.map((level) => `'${level}'`).join(', ')}`,
    })
  }
  const isTimeout = Number.isInteger(timeout) && timeout! >= 1 && timeout! <= longestTimeout
  if (timeout !== undefined && !isTimeout) {
    throw new UnitOfWorkOptionError({
      option: 'timeout',
      received: timeout,
      allowed: `a whole number of milliseconds from 1 to ${longestTimeout}`,
    })
  }
}

/** Refuses what only an outermost unit can have: a savepoint would ignore it. */
export function validateNestedOptions(options: UnitOfWorkOptions = {}): void {
  for (const [option, received] of Object.entries(options)) {
    if (received === undefined) continue
    throw new UnitOfWorkOptionError({
      option,
      received,
      allowed: 'left out in a nested run: it belongs to the outermost unit of work',
    })
  }
}
