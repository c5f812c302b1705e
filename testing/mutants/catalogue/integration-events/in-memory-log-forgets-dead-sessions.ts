import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A session is kept while events still name it.',
  file: 'packages/integration-events/src/in-memory/in-memory-expiry.ts',
  search: 'if (!named.has(id)) ',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > cleaning makes no innocent of what was owned by a session that died',
  },
})
