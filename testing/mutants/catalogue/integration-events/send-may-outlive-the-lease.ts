import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A publishTimeout that could outlive the lease is refused.',
  file: 'packages/integration-events/src/options/resolve-delivery-options.ts',
  search: 'maximum: Math.floor(leaseDuration / 2),',
  replace: 'maximum: longestTimer,',
  killedBy: {
    test: 'packages/integration-events/test/options/bus-options.test.ts',
    name: 'that contradict another one say which',
  },
})
