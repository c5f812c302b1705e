import { decodeBase64, decodeUtf8 } from '../cloud-event/decode-bytes.ts'
import { elementsOf, membersOf } from '../cloud-event/json-text.ts'
import type { DeliveryStatus } from './delivery-status.ts'
import type { EventDelivery } from './event-delivery.ts'

/** The answer to a bulk. Dapr delivers an entry again that it has no status of. */
export interface BulkStatuses {
  readonly statuses: readonly { readonly entryId: string; readonly status: DeliveryStatus }[]
}

/** Whether this is Dapr's envelope around several events, and no event. */
export function isBulk(members: ReadonlyMap<string, string>): boolean {
  return !members.has('specversion') && members.get('entries')?.startsWith('[') === true
}

/** Delivers the events of a bulk one after the other, in their order, each for itself. */
export async function deliverBulk(
  delivery: EventDelivery,
  topic: string,
  entries: string,
  signal: AbortSignal,
): Promise<BulkStatuses> {
  const statuses: { entryId: string; status: DeliveryStatus }[] = []
  for (const entry of elementsOf(entries)) {
    const entryId = entryIdOf(entry)
    if (entryId === undefined) {
      delivery.unnamed(topic)
      continue
    }
    const status = await delivery.deliver(topic, () => eventIn(entry), signal)
    statuses.push({ entryId, status })
  }
  return { statuses }
}

function entryIdOf(entry: string): string | undefined {
  const { entryId } = (JSON.parse(entry) ?? {}) as { readonly entryId?: unknown }
  return typeof entryId === 'string' ? entryId : undefined
}

/** An event is an object, or base64 of its text. */
function eventIn(entry: string): ReadonlyMap<string, string> {
  const event = membersOf(entry).get('event') ?? 'null'
  if (!event.startsWith('"')) return membersOf(event)
  return membersOf(decodeUtf8(decodeBase64(JSON.parse(event) as string)))
}
