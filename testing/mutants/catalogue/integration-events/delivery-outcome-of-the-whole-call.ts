import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Each event of a call has its own outcome.',
  file: 'packages/integration-events/src/delivery/call-results.ts',
  search: 'const outcome = outcomes[index]',
  replace: 'const outcome = outcomes[0]',
  killedBy: {
    test: 'packages/integration-events/test/delivery/retries.test.ts',
    name: 'retries > concern only the events of a call that failed',
  },
})
