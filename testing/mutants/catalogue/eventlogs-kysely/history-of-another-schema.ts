import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The history of a log in another schema is another one.',
  file: 'packages/eventlogs-kysely/src/migrate-event-log.ts',
  search: "if (dialect === 'sqlite') return undefined",
  replace: 'if (dialect !== undefined) return undefined',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/migrations.test.ts',
    name: 'is not misled by the history of another log in another schema',
  },
})
