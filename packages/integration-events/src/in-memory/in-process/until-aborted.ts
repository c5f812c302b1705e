/** Resolves with the promise, or to undefined as soon as `signal` is aborted. */
export async function untilAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal,
): Promise<T | undefined> {
  if (signal.aborted) return undefined
  let aborted = (): void => {}
  const abort = new Promise<undefined>((resolve) => {
    aborted = () => resolve(undefined)
    signal.addEventListener('abort', aborted, { once: true })
  })
  try {
    return await Promise.race([promise, abort])
  } finally {
    signal.removeEventListener('abort', aborted)
  }
}
