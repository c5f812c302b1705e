import type { UnitOfWorkHarness } from 'uow/testing'

export { it } from 'vitest'

/** Whoever writes an adapter has one. */
export const harness = {} as UnitOfWorkHarness<unknown>
