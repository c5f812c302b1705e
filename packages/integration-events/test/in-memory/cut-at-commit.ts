import { CommitOutcomeUnknownError, createUnitOfWork, type UnitOfWork } from 'uow'

/** A unit of work whose connection breaks in each COMMIT. */
export function cutAtCommit(): UnitOfWork {
  const refuse = (): Promise<never> => Promise.reject(new Error('there is no database'))
  const database = {
    dialect: 'sqlite',
    client: undefined,
    query: refuse,
    execute: refuse,
    transaction: refuse,
  } as const
  return createUnitOfWork({
    provider: 'cut',
    database,
    begin: async () => ({
      native: undefined,
      sql: database,
      savepoint: refuse,
      commit: () => Promise.reject(new CommitOutcomeUnknownError({ provider: 'cut' })),
      rollback: async () => {},
    }),
  })
}
