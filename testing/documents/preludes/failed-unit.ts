import { inMemoryUnitOfWork } from 'uow'

export const uow = inMemoryUnitOfWork()
export const work = async (): Promise<void> => {}
/** What a unit of work has failed with. */
export const error: unknown = new Error('could not serialize access')
