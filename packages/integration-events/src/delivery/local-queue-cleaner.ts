import { BackgroundTask } from './background-task.ts'
import type { CommitHandOver } from './commit-hand-over.ts'
import type { DeliveryContext } from './delivery-context.ts'
import type { LeaseKeeper } from './lease-keeper.ts'
import type { LocalQueue } from './local-queue.ts'

/**
 * Drops, every `cleaningLocalQueueExpireInterval`, what the local queue no longer owns: room that is
 * held for transactions which never ended, and events of former sessions.
 */
export class LocalQueueCleaner {
  readonly #task: BackgroundTask

  constructor(
    context: DeliveryContext,
    stages: {
      readonly queue: LocalQueue
      readonly lease: LeaseKeeper
      readonly handOver: CommitHandOver
    },
  ) {
    const interval = context.options.cleaningLocalQueueExpireInterval
    const { queue, lease, handOver } = stages
    this.#task = new BackgroundTask(context, {
      name: 'cleaning the local queue',
      turn: async () => {
        const events = queue.dropAllBut(lease.session)
        const reserved = handOver.giveBackOlderThan(interval)
        if (events + reserved > 0) {
          context.logger.info('the local queue was cleaned', { events, reserved })
        }
        return interval
      },
      firstPause: interval,
      backoff: { minimum: interval, maximum: interval },
      signal: context.stopping,
    })
  }

  start(): void {
    this.#task.start()
  }

  get ended(): Promise<void> {
    return this.#task.ended
  }
}
