export type { UnitOfWorkCapabilities, UnitOfWorkFixture, UnitOfWorkHarness } from './harness.ts'
export { type UnitOfWorkContractCase, unitOfWorkContract } from './unit-of-work-contract.ts'
