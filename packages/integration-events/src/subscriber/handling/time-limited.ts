import { HandlerTimeoutError } from '../../errors/handler-timeout-error.ts'
import { linkedAbort } from './linked-abort.ts'

/** Whose time is limited. */
export interface TimeLimit {
  readonly topic: string
  readonly consumer: string
  /** Milliseconds; undefined: no limit but the signal's. */
  readonly timeout: number | undefined
}

/**
 * Runs a handler with a signal that is aborted when its time is over, and rejects then, whatever the
 * handler does.
 */
export async function timeLimited<Result>(
  { topic, consumer, timeout }: TimeLimit,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Result | PromiseLike<Result>,
): Promise<Result> {
  if (timeout === undefined) return await work(signal)
  const limit = linkedAbort(signal)
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const error = new HandlerTimeoutError({ topic, consumer, timeout })
      reject(error)
      limit.abort(error)
    }, timeout)
  })
  try {
    const run = async (): Promise<Result> => await work(limit.signal)
    return await Promise.race([run(), late])
  } finally {
    clearTimeout(timer)
    limit.unlink()
  }
}
