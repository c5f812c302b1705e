import { EventSelectionError } from '../errors/event-selection-error.ts'

/**
 * Guards against an empty filter that would mean everything, and against one that says two things.
 *
 * @throws EventSelectionError
 */
export function checkEventSelection(selection: unknown): void {
  if (typeof selection === 'object' && selection !== null) {
    const [[name, value] = [], ...others] = Object.entries(selection)
    if (others.length === 0 && isClear(name, value)) return
  }
  throw new EventSelectionError({ selection })
}

function isClear(name: string | undefined, value: unknown): boolean {
  if (name === 'all') return value === true
  if (name === 'topic') return typeof value === 'string' && value !== ''
  if (name !== 'ids' || !Array.isArray(value) || value.length === 0) return false
  return value.every((id) => typeof id === 'string' && id !== '')
}
