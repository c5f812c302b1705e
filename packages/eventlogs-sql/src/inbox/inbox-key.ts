import type { InboxKey } from 'integration-events'
import { storedText } from './stored-text.ts'

/** What makes up the table's key, in its order: consumer, id, source. */
export function keyParameters({
  consumer,
  id,
  source,
}: InboxKey): readonly [string, string, string] {
  return [storedText(consumer), storedText(id), storedText(source)]
}
