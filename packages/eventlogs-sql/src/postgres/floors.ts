import type { Sequence } from 'integration-events'

/** What was observed about the database before a claim; see `horizon.ts`. */
export interface ScanStart {
  /** The claim starts above this. */
  readonly floor: Sequence
  /** Every transaction that took a `seq` up to this one had ended before the claim began. */
  readonly settled: Sequence
  /** Which state of the floors this scan began with. */
  readonly epoch: number
}

/** The most kinds of scan to remember a floor for; more than that only costs a scan from 0. */
const mostFloors = 64

/**
 * Where claims may start, so that they don't step over the dead entries of what was sent before, of
 * which a held snapshot lets none be cleaned up. One floor per kind of scan (which topics): what one
 * kind leaves alone must stand above its own floor only.
 *
 * A floor is a shortcut, never the truth: rows below it (given back or set free by others) are
 * found by a full scan.
 */
export class Floors {
  readonly #floors = new Map<string, Sequence>()
  #epoch = 0

  start(kind: string, scan: 'recent' | 'full', settled: Sequence): ScanStart {
    const floor = scan === 'full' ? 0 : (this.#floors.get(kind) ?? 0)
    return { floor, settled, epoch: this.#epoch }
  }

  /**
   * After a scan that left nothing behind up to and including `seen`. Rows up to there can still
   * appear if their transaction took its `seq` early and commits late: so never past `settled`.
   */
  finish(kind: string, { floor, settled, epoch }: ScanStart, seen: Sequence): void {
    // Rows were put below while this scan was on its way: it may have missed them.
    if (epoch !== this.#epoch) return
    const reached = Math.min(seen, settled)
    this.#floors.delete(kind)
    this.#floors.set(kind, Math.max(floor, reached))
    for (const oldest of this.#floors.keys()) {
      if (this.#floors.size <= mostFloors) break
      this.#floors.delete(oldest)
    }
  }

  /** Rows from `sequence` on can be claimed again, or for the first time. */
  lower(sequence: Sequence): void {
    this.#epoch += 1
    for (const [kind, floor] of this.#floors) {
      if (floor >= sequence) this.#floors.set(kind, sequence - 1)
    }
  }

  /** Rows anywhere can be claimed again. */
  reset(): void {
    this.#epoch += 1
    this.#floors.clear()
  }
}
