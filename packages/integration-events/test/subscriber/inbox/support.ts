import {
  createSubscriber,
  defineEvent,
  type InboxSubscriber,
  type InboxSubscriberOptions,
  inMemoryInbox,
} from 'integration-events'
import { inMemoryUnitOfWork } from 'uow'
import { recordingLogger } from '../../delivery/support/recording-logger.ts'

export const Placed = defineEvent<{ total: string }>('orders.placed')
export const Billed = defineEvent<{ invoice: string }>('orders.billed')
export const failure = new Error('no stock')
export const unitOfWork = inMemoryUnitOfWork()
export const done = { status: 'done' }
export const duplicate = { status: 'done', duplicate: true }
/** Ours are of the year 2023. */
export const now = (): { time: number } => ({ time: Date.now() })

export function subscriberUnderTest(
  options: Partial<InboxSubscriberOptions<undefined>> = {},
): InboxSubscriber<undefined> {
  const logger = recordingLogger()
  return createSubscriber({ unitOfWork, inbox: inMemoryInbox(), logger, ...options })
}

export const billing = { consumer: 'billing' } as const
