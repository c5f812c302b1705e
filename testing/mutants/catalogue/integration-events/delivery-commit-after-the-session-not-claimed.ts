import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What commits after its session has ended is claimed at once.',
  file: 'packages/integration-events/src/delivery/commit-hand-over.ts',
  search: `        // The session has ended since: the row is free, and whoever claims it sends it.
        pending = true
`,
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/delivery/hand-over.test.ts',
    name: 'hand-over > claims at once what committed after its session was replaced',
  },
})
