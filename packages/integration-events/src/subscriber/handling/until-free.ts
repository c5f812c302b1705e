import { setTimeout as sleep } from 'node:timers/promises'

/** In milliseconds. */
const firstPause = 20
const longestPause = 500

/**
 * Asks until the answer is another one than `busy`, with growing pauses, for `patience` milliseconds
 * at most; then `busy` it is.
 */
export async function untilFree<Answer>(
  ask: () => Promise<Answer | 'busy'>,
  patience: number,
  signal: AbortSignal,
): Promise<Answer | 'busy'> {
  const deadline = performance.now() + patience
  for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
    const answer = await ask()
    const left = deadline - performance.now()
    if (answer !== 'busy' || left <= 0 || signal.aborted) return answer
    // Aborted meanwhile: one more look is cheap, and may find it handled.
    await sleep(Math.min(pause, left), undefined, { signal }).catch(() => {})
  }
}
