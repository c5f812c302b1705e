import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What was handled keeps the count of its attempts.',
  file: 'packages/integration-events/src/in-memory/in-memory-inbox-records.ts',
  search: 'this.rows.get(key)?.attempts ?? 0',
  replace: '0',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-inbox.test.ts',
    name: 'the in-memory inbox > what was attempted is recorded like any other, and handled with its attempts kept',
  },
})
