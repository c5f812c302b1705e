import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A record of attempts is kept for its window from the last.',
  file: 'packages/integration-events/src/in-memory/in-memory-inbox.ts',
  search: 'records.keptUntil(delivery)',
  replace: 'records.rows.get(key)?.keptUntil ?? records.keptUntil(delivery)',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-inbox.test.ts',
    name: 'the in-memory inbox > records of attempts alone are deleted past their window, too, counted from the last',
  },
})
