import { deferred } from './deferred.ts'

/** A one-shot gate, by which a test forces two pieces of work into the order that it wants. */
export interface Gate {
  /** Await it to arrive at the gate and wait there until it opens. */
  readonly passed: Promise<void>
  /** Resolves as soon as somebody has arrived, that is, has read `passed`. */
  readonly waited: Promise<void>
  /** Lets through whoever waits and whoever comes later. */
  open(): void
}

/**
 * ```ts
 * const beforeCommit = gate()
 * const work = uow.run(async () => { …; await beforeCommit.passed })
 * await beforeCommit.waited      // the work stands right before its commit
 * …                              // what must happen in that moment
 * beforeCommit.open()
 * await work
 * ```
 */
export function gate(): Gate {
  const opened = deferred()
  const arrived = deferred()
  return {
    get passed() {
      arrived.resolve()
      return opened.promise
    },
    waited: arrived.promise,
    open: opened.resolve,
  }
}
