/** How long pauses grow. */
export interface BackoffOptions {
  /** The first pause, in milliseconds. */
  readonly minimum: number
  /** The longest pause before jitter, in milliseconds; never below `minimum`. */
  readonly maximum: number
}

/** The longest that jitter stretches a pause: by a quarter. */
export const jitterSpan = 0.25

/**
 * The pause after the n-th failure in a row: `minimum`, doubled with each further failure up to
 * `maximum`, then stretched by up to a quarter so that processes don't move in step. Never shorter
 * than stated.
 */
export function backoff(
  failures: number,
  { minimum, maximum }: BackoffOptions,
  random: () => number,
): number {
  return backoffWithoutJitter(failures, { minimum, maximum }) * (1 + jitterSpan * random())
}

/** The same without jitter. */
export function backoffWithoutJitter(
  failures: number,
  { minimum, maximum }: BackoffOptions,
): number {
  return Math.max(minimum, Math.min(maximum, minimum * 2 ** (failures - 1)))
}
