import type { UnitOfWork } from 'uow'
import type { Inbox } from '../contracts/inbox.ts'
import type { Logger } from '../contracts/logger.ts'
import { InboxUnavailableError } from '../errors/inbox-unavailable-error.ts'
import { IntegrationEventsError } from '../errors/integration-events-error.ts'
import type { ExactlyOnceOptions } from './handling/exactly-once.ts'
import { InboxCleaner } from './inbox-cleaner.ts'
import type { ResolvedInboxSubscriberOptions } from './subscriber-options.ts'

/** The inbox of one subscriber: checked once, cleaned all the time. */
export class InboxKeeper implements ExactlyOnceOptions {
  readonly unitOfWork: UnitOfWork
  readonly inbox: Inbox
  readonly inboxExpireDate: number
  readonly onOutsideInboxWindow: 'deadLetter' | 'process'
  readonly concurrentDeliveryWait: number
  readonly logger: Logger
  readonly #cleaner: InboxCleaner
  #opening: Promise<void> | undefined
  #isStopped = false

  constructor(options: ResolvedInboxSubscriberOptions) {
    this.unitOfWork = options.unitOfWork
    this.inbox = options.inbox
    this.inboxExpireDate = options.inboxExpireDate
    this.onOutsideInboxWindow = options.onOutsideInboxWindow
    this.concurrentDeliveryWait = options.concurrentDeliveryWait
    this.logger = options.logger
    this.#cleaner = new InboxCleaner(options)
  }

  /** @throws as `EventReceiver.start` does. */
  readonly opened = (): Promise<void> => {
    this.#opening ??= this.#open().catch((error: unknown) => {
      // The next delivery looks again.
      this.#opening = undefined
      throw error
    })
    return this.#opening
  }

  async start(): Promise<void> {
    this.#isStopped = false
    await this.opened()
    this.#clean()
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#cleaner.stop()
  }

  async #open(): Promise<void> {
    const { inbox, unitOfWork } = this
    try {
      await inbox.open({ unitOfWork })
    } catch (cause) {
      if (IntegrationEventsError.isInstance(cause)) throw cause
      throw new InboxUnavailableError({ inbox: inbox.name, cause })
    }
    this.#clean()
  }

  /** Not after a stop, which may come while the inbox is being opened, or before a late delivery. */
  #clean(): void {
    if (!this.#isStopped) this.#cleaner.start()
  }
}
