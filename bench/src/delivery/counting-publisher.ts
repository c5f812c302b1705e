import type { Publisher } from 'integration-events'

/** A broker that takes everything at once: what is left to measure is the library and the database. */
export interface CountingPublisher extends Publisher {
  /** Resolves when so many events in total have arrived since the last call. */
  arrived(count: number): Promise<void>
}

export function countingPublisher(): CountingPublisher {
  let count = 0
  let wanted = Infinity
  let resolve = (): void => {}
  const look = (): void => {
    if (count < wanted) return
    count -= wanted
    wanted = Infinity
    resolve()
  }
  return {
    name: 'counting',
    publish: async (events) => {
      count += events.length
      look()
      return events.map(() => ({ status: 'accepted' }))
    },
    arrived: (events) =>
      new Promise((settle) => {
        resolve = settle
        wanted = events
        look()
      }),
  }
}
