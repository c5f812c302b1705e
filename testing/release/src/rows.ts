import type { Row } from './row.ts'

const dapr = 'integration-events-dapr'

/** Everything that is installed and run, each without Dapr and with it. */
export const rows: readonly Row[] = [
  ...withAndWithoutDapr(
    {
      name: 'uow-prisma',
      install: ['uow-prisma', '@prisma/adapter-pg@7'],
      brings: ['uow', '@prisma/client'],
      types: [],
      program: { 'main.ts': 'unit-of-work.ts', 'database.ts': 'prisma-unit-of-work.ts' },
      prisma: true,
      postgres: true,
    },
    {
      brings: ['integration-events'],
      program: { 'main.ts': 'events.ts', 'database.ts': 'prisma-without-log.ts' },
    },
  ),
  ...withAndWithoutDapr({
    name: 'integration-events + uow-kysely + eventlogs-kysely on better-sqlite3',
    install: ['integration-events', 'uow-kysely', 'eventlogs-kysely', 'better-sqlite3'],
    brings: ['uow', 'eventlogs-sql', 'kysely'],
    types: ['@types/better-sqlite3'],
    program: {
      'main.ts': 'events.ts',
      'database.ts': 'kysely.ts',
      'dialect.ts': 'kysely-sqlite.ts',
    },
    prisma: false,
    postgres: false,
  }),
  ...withAndWithoutDapr({
    name: 'integration-events + uow-kysely + eventlogs-kysely on pg',
    install: ['integration-events', 'uow-kysely', 'eventlogs-kysely', 'pg'],
    brings: ['uow', 'eventlogs-sql', 'kysely'],
    types: ['@types/pg'],
    program: {
      'main.ts': 'events.ts',
      'database.ts': 'kysely.ts',
      'dialect.ts': 'kysely-postgres.ts',
    },
    prisma: false,
    postgres: true,
  }),
  ...withAndWithoutDapr({
    name: 'integration-events + uow-prisma + eventlogs-prisma',
    install: ['integration-events', 'uow-prisma', 'eventlogs-prisma', '@prisma/adapter-pg@7'],
    brings: ['uow', 'eventlogs-sql', '@prisma/client'],
    types: [],
    program: { 'main.ts': 'events.ts', 'database.ts': 'prisma.ts' },
    prisma: true,
    postgres: true,
  }),
]

type RowWithoutDapr = Omit<Row, 'dapr'>

function withAndWithoutDapr(
  row: RowWithoutDapr,
  added: Pick<RowWithoutDapr, 'brings' | 'program'> = { brings: [], program: {} },
): [Row, Row] {
  const transport = row.install.includes('integration-events')
    ? { 'transport.ts': 'in-process-transport.ts' }
    : {}
  return [
    { ...row, program: { ...row.program, ...transport }, dapr: false },
    {
      ...row,
      name: `${row.name}, with ${dapr}`,
      install: [...row.install, dapr],
      brings: [...row.brings, ...added.brings],
      program: { ...row.program, ...added.program, 'transport.ts': 'dapr-transport.ts' },
      dapr: true,
    },
  ]
}
