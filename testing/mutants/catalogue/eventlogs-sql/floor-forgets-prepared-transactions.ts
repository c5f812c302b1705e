import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The floor waits for a transaction that was prepared.',
  file: 'packages/eventlogs-sql/src/postgres/horizon.ts',
  search: 'then.has(writer) || (then.size > 0 && prepared.test(writer))',
  replace: 'then.has(writer)',
  killedBy: {
    test: 'packages/eventlogs-sql/test/server-settings.test.ts',
    name: 'the floor waits for a transaction that was prepared, also across a restart',
  },
})
