import type { Send } from './recording-broker.ts'

/** What the broker's record must be measured against. */
export interface HistoryExpectations {
  /** The orders whose rows were committed. */
  readonly committed: Iterable<string>
  /**
   * Whether an accepted send could rightly be followed by another one of the same event, because
   * its sender died or never heard of the acceptance. Default: never.
   */
  readonly mayRepeat?: (accepted: Send) => boolean
}

/** What is wrong with a history; each list is empty when all promises held. */
export interface HistoryDefects {
  /** Committed orders whose event the broker never accepted. */
  readonly lost: readonly string[]
  /** Orders that were not committed and of which something was sent. */
  readonly invented: readonly string[]
  /**
   * Orders whose event came under more than one id, or ids under which different bytes came. Only the date
   * of a replay may be added.
   */
  readonly unstable: readonly string[]
  /** Orders whose event was accepted again although nothing allowed it. */
  readonly repeated: readonly string[]
  /** Orders whose event was in two sends at once. */
  readonly overlapping: readonly string[]
}

export const noDefects: HistoryDefects = {
  lost: [],
  invented: [],
  unstable: [],
  repeated: [],
  overlapping: [],
}

/** Reads the broker's record, and nothing else, for what it says about the promises. */
export function defectsOf(
  sends: readonly Send[],
  { committed, mayRepeat = () => false }: HistoryExpectations,
): HistoryDefects {
  const wanted = new Set(committed)
  const byOrder = new Map<string, Send[]>()
  for (const send of sends) byOrder.set(send.orderId, [...(byOrder.get(send.orderId) ?? []), send])
  const orders = [...byOrder.keys()]
  const defective = (isDefective: (sends: readonly Send[]) => boolean): string[] =>
    orders.filter((orderId) => isDefective(byOrder.get(orderId) ?? []))
  return {
    lost: [...wanted].filter(
      (orderId) => !byOrder.get(orderId)?.some(({ accepted }) => accepted !== undefined),
    ),
    invented: orders.filter((orderId) => !wanted.has(orderId)),
    unstable: defective((own) => new Set(own.map(wireButForReplay)).size > 1),
    repeated: defective((own) => {
      const accepted = own.filter((send) => send.accepted !== undefined)
      return accepted.slice(0, -1).some((send) => !mayRepeat(send) && !wasUnheard(send))
    }),
    overlapping: defective(overlap),
  }
}

function wireButForReplay({ wire }: Send): string {
  return wire.replace(/,?"deliverydate":"[^"]*"/, '')
}

/** Whether the sender had hung up by the time the broker accepted, or says that no answer came in time. */
function wasUnheard({ accepted = 0, end = Infinity, unheard }: Send): boolean {
  return unheard || accepted > end
}

/** How many acceptances were repetitions. */
export function duplicatesIn(sends: readonly Send[]): number {
  const accepted = sends.filter((send) => send.accepted !== undefined)
  return accepted.length - new Set(accepted.map(({ id }) => id)).size
}

/** Whether two sends of one event were under way at the same time. */
export function overlap(sends: readonly Send[]): boolean {
  const ordered = sends.toSorted((one, other) => one.begin - other.begin)
  return ordered.some((send, index) => {
    const next = ordered[index + 1]
    return next !== undefined && (send.end === undefined || send.end > next.begin)
  })
}
