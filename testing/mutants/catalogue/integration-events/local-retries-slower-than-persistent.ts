import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A local retry that is slower than one from the event log is refused.',
  file: 'packages/integration-events/src/options/resolve-delivery-options.ts',
  search: 'maximum: failedRetryInterval,',
  replace: 'maximum: longestTimer,',
  killedBy: {
    test: 'packages/integration-events/test/options/bus-options.test.ts',
    name: 'that contradict another one say which',
  },
})
