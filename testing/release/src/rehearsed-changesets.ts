import type { Changeset } from './changeset.ts'

/** What is released again after the first time: a contract's major, then two packages alone. */
export const rehearsedChangesets: readonly Changeset[] = [
  {
    file: 'a-major-of-a-contract.md',
    bumps: {
      'integration-events': 'major',
      'integration-events-dapr': 'major',
      'eventlogs-sql': 'major',
      'eventlogs-kysely': 'major',
      'eventlogs-prisma': 'major',
    },
  },
  {
    file: 'two-packages.md',
    // A contract, and an adapter that does not take it as a peer.
    bumps: { 'integration-events': 'patch', 'uow-kysely': 'patch' },
  },
]
