import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A process that lives keeps its session for as long as a transaction lasts.',
  file: 'packages/eventlogs-sql/src/postgres/sessions.ts',
  search: 'where ended_at is null and id <> $1::bigint and lease_until < ${now}',
  replace: 'where ended_at is null and id <> $1::bigint',
  killedBy: {
    test: 'testing/reliability/test/late-commit.test.ts',
    name: 'a transaction that commits late > than its lease was long is delivered by its own living process',
  },
})
