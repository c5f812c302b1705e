import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What can’t work is refused at start by its own name, and not as an outage.',
  file: 'packages/eventlogs-sql/src/errors/sql-event-log-error.ts',
  search: 'export class SqlEventLogError extends IntegrationEventsError {',
  replace: `class Unrelated extends Error {
  readonly code: string
  constructor({ code, message }: IntegrationEventsErrorOptions) {
    super(message)
    this.code = code
  }
}

export class SqlEventLogError extends (Unrelated as typeof IntegrationEventsError) {`,
  killedBy: {
    test: 'packages/eventlogs-prisma/test/prisma-event-log.test.ts',
    name: 'the event log over Prisma > refuses a SQLite file with a rollback journal, in which a reader makes commits fail',
  },
})
