import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A unit of work and a log on two databases are refused, also if one is a copy.',
  file: 'packages/eventlogs-sql/src/inspect-routes.ts',
  search: 'found.fingerprint !== own.fingerprint',
  replace: 'found.logId !== own.logId',
  killedBy: {
    test: 'packages/eventlogs-sql/test/open.test.ts',
    name: 'refuses a unit of work whose database is a copy of the log’s',
  },
})
