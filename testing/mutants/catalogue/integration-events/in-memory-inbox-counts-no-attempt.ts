import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Attempts are counted from 1, on whichever replica.',
  file: 'packages/integration-events/src/in-memory/in-memory-inbox.ts',
  search: '(records.rows.get(key)?.attempts ?? 0) + 1',
  replace: '1',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-inbox.test.ts',
    name: 'the in-memory inbox > attempts are counted from 1, on whichever replica they are begun',
  },
})
