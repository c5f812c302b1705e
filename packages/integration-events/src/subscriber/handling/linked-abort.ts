/** A signal of one's own that is aborted with another one, too. */
export interface LinkedAbort {
  readonly signal: AbortSignal
  abort(reason: unknown): void
  /** Leaves the other signal: nothing of this one stays at it. */
  unlink(): void
}

/**
 * Links a new signal to `parent` until it is unlinked. By hand: `AbortSignal.any` leaves something
 * behind at a parent that lives as long as the process, for each delivery.
 */
export function linkedAbort(parent: AbortSignal): LinkedAbort {
  const controller = new AbortController()
  const follow = (): void => controller.abort(parent.reason)
  if (parent.aborted) follow()
  else parent.addEventListener('abort', follow, { once: true })
  return {
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    unlink: () => parent.removeEventListener('abort', follow),
  }
}
