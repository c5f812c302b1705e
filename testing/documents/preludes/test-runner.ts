import type { UnitOfWorkHarness } from 'uow/testing'

/** What is registered here is not run. */
export const it = (_name: string, _run: () => Promise<void>): void => {}

/** Whoever writes an adapter has one. */
export const harness = {} as UnitOfWorkHarness<unknown>
