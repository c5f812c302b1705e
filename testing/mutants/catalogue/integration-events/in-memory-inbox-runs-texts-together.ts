import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'No consumer, source and id are taken for others.',
  file: 'packages/integration-events/src/in-memory/in-memory-inbox-records.ts',
  search: 'JSON.stringify([consumer, source, id])',
  replace: '`${consumer}${source}${id}`',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-inbox.test.ts',
    name: 'the in-memory inbox > the three texts are not run together',
  },
})
