export type { UnitOfWorkCapabilities, UnitOfWorkFixture, UnitOfWorkHarness } from './harness.ts'
export {
  type UnitOfWorkContractCase,
  type UnitOfWorkContractOptions,
  unitOfWorkContract,
} from './unit-of-work-contract.ts'
