export { kyselyUnitOfWork, type KyselyUnitOfWorkOptions } from './kysely-unit-of-work.ts'
