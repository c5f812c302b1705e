export type { ContractCase } from './contract-case.ts'
export { eventLogContract } from './event-log-contract.ts'
export type {
  EventLogContractOptions,
  EventLogHarness,
  RawClosedRow,
  RawRow,
  RawRows,
} from './event-log-harness.ts'
export { inboxContract } from './inbox-contract.ts'
export type { InboxContractOptions, InboxHarness, RawInboxRow } from './inbox-harness.ts'
export { publisherContract } from './publisher-contract.ts'
export type {
  ArrivedEvent,
  PublisherContractOptions,
  PublisherHarness,
} from './publisher-harness.ts'
