import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A virtual clock waits by the real time, also where a test holds that still.',
  file: 'packages/integration-events/src/testing/outside-answers.ts',
  search: 'performance.now.bind(performance)',
  replace: '() => performance.now()',
  killedBy: {
    test: 'packages/integration-events/test/testing/virtual-clock.test.ts',
    name: 'waits by the real time, also where a test holds that still',
  },
})
