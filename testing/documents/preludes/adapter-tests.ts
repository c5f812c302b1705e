import type { EventLogHarness, InboxHarness, PublisherHarness } from 'integration-events/testing'
import type { UnitOfWorkHarness } from 'uow/testing'

/** What is registered here is not run: the tests of the adapters do so. */
export const describe = (_name: string, register: () => void): void => register()
export const test = (_name: string, _run: () => Promise<void>): void => {}

export const createHarness = async (): Promise<PublisherHarness> => await never()
export const createLogHarness = async (): Promise<EventLogHarness> => await never()
export const createInboxHarness = async (): Promise<InboxHarness> => await never()
export const harness: UnitOfWorkHarness<unknown> = { create: async () => await never() }

async function never(): Promise<never> {
  throw new Error('A document needs no harness.')
}
