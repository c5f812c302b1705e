import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A nested unit that completed has not committed before the unit around it.',
  file: 'packages/integration-events/src/in-memory/in-memory-inbox-records.ts',
  search: " || frame.root.state !== 'committed'",
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-inbox.test.ts',
    name: 'the in-memory inbox > the record of a nested unit that completed is busy until the unit around it has committed',
  },
})
