import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What is given back untried gets its attempt back.',
  file: 'packages/integration-events/src/in-memory/in-memory-settle.ts',
  search: 'attempts: attempts - 1',
  replace: 'attempts',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-event-log.test.ts',
    name: 'the in-memory event log > what is released is pending at once, with its attempt given back',
  },
})
