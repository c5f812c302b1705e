import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A call that ended in time leaves no timer behind.',
  file: 'packages/integration-events/src/delivery/publish-attempt.ts',
  search: `        cancelTimer()
`,
  replace: `        void cancelTimer
`,
  killedBy: {
    test: 'packages/integration-events/test/delivery/publish-attempt.test.ts',
    name: 'a call of the publisher > whose answer comes in time leaves no timer behind',
  },
})
