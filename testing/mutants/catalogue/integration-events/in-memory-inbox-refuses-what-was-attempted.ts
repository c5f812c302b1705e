import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event of which there is a record of attempts is not refused.',
  file: 'packages/integration-events/src/in-memory/in-memory-inbox-records.ts',
  search: 'row === undefined && !within',
  replace: '!within',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-inbox.test.ts',
    name: 'the in-memory inbox > an event outside the window is not refused where its attempts are still there',
  },
})
