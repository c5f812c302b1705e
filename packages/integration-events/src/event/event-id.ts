import { randomFillSync } from 'node:crypto'

const bytesPerId = 10
const pool = new Uint8Array(bytesPerId * 128)
let used = pool.length

/** Random bytes are fetched for many ids at once: a call per id costs ten times as much. */
function pooledRandomBytes(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += bytesPerId
  return pool.subarray(used - bytesPerId, used)
}

/**
 * Makes a source of UUIDv7s (RFC 9562) that ascend: within a millisecond, and when the clock is set
 * back, a 12-bit counter goes on (method 1 of section 6.2). Index pages stay dense, and the events
 * of one process sort in the order of publishing.
 */
export function eventIds(
  now: () => number = Date.now,
  randomBytes: () => Uint8Array = pooledRandomBytes,
): () => string {
  let time = -1
  let counter = 0
  return () => {
    const random = randomBytes()
    const current = now()
    if (current > time) {
      time = current
      counter = counterStart(random)
    } else if (++counter > 0xfff) {
      time += 1
      counter = counterStart(random)
    }
    return format(time, counter, random)
  }
}

/** The upper half stays free, for at least 2,048 more ids in this millisecond. */
function counterStart(random: Uint8Array): number {
  return ((random[0] ?? 0) << 3) | ((random[1] ?? 0) & 0x07)
}

function format(time: number, counter: number, random: Uint8Array): string {
  const milliseconds = time.toString(16).padStart(12, '0')
  const middle = (0x7000 | counter).toString(16)
  const variant = (0x80 | ((random[2] ?? 0) & 0x3f)).toString(16)
  const tail = Buffer.from(random.buffer, random.byteOffset + 3, 7).toString('hex')
  return `${milliseconds.slice(0, 8)}-${milliseconds.slice(8)}-${middle}-${variant}${tail.slice(0, 2)}-${tail.slice(2)}`
}

/** A new event id. */
export const newEventId: () => string = eventIds()
