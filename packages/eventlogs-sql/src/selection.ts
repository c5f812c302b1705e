import { type EventSelection, EventSelectionError } from 'integration-events'
import type { SqlParameter } from 'uow'

/** A condition on the columns `event_id` and `topic`, and its parameters. */
export interface SelectionCondition {
  readonly sql: string
  readonly parameters: readonly SqlParameter[]
}

/**
 * A selection as a condition in one dialect.
 *
 * @throws EventSelectionError when it selects nothing, or does not say clearly what.
 */
export function selectionCondition(
  selection: EventSelection,
  byIds: (ids: readonly string[]) => SelectionCondition,
  byTopic: (topic: string) => SelectionCondition,
): SelectionCondition {
  if ('ids' in selection && Array.isArray(selection.ids) && selection.ids.length > 0) {
    // In the letter case that UUIDs are stored in.
    return byIds(selection.ids.map((id) => String(id).toLowerCase()))
  }
  if ('topic' in selection && typeof selection.topic === 'string' && selection.topic !== '') {
    return byTopic(selection.topic)
  }
  if ('all' in selection && selection.all === true) return { sql: 'true', parameters: [] }
  throw new EventSelectionError({ selection })
}
