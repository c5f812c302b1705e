import type { DeliveryClock } from './delivery-clock.ts'

/**
 * The outcome of `work` outside of delivery, or the error of `late` if it takes longer than
 * `milliseconds`. What comes after that is ignored.
 */
export async function withTimeLimit<Result>(
  clock: DeliveryClock,
  milliseconds: number,
  work: PromiseLike<Result>,
  late: () => Error,
): Promise<Result> {
  return new Promise<Result>((resolve, reject) => {
    const cancel = clock.schedule(milliseconds, () => reject(late()))
    clock.awaits?.(work)
    work.then(
      (result) => {
        cancel()
        resolve(result)
      },
      (error: unknown) => {
        cancel()
        reject(error)
      },
    )
  })
}

/** Whether `work` ended, either way, within `milliseconds`. */
export async function endsWithin(
  clock: DeliveryClock,
  milliseconds: number,
  work: PromiseLike<unknown>,
): Promise<boolean> {
  return new Promise<boolean>((resolve) => {
    const cancel = clock.schedule(milliseconds, () => resolve(false))
    const ended = (): void => {
      cancel()
      resolve(true)
    }
    work.then(ended, ended)
  })
}
