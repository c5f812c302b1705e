import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An attempt that did not begin can be taken back.',
  file: 'packages/integration-events/src/in-memory/in-memory-inbox.ts',
  search: 'attempts: row.attempts - 1',
  replace: 'attempts: row.attempts',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-inbox.test.ts',
    name: 'the in-memory inbox > an attempt that is taken back is counted again, on every replica',
  },
})
