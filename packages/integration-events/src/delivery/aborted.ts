/** Resolves when `signal` is aborted; stops listening when `end` is. */
export async function aborted(signal: AbortSignal, end: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true, signal: end })
  })
}
