import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A record is kept until the date of its event and the window have passed.',
  file: 'packages/integration-events/src/in-memory/in-memory-inbox-records.ts',
  search: 'Math.max(this.now(), date)',
  replace: 'this.now()',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-inbox.test.ts',
    name: 'the in-memory inbox > the window of an event to come is counted from its date',
  },
})
