import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The lease is kept while sends end.',
  file: 'packages/integration-events/src/delivery/lease-keeper.ts',
  search: '      signal: context.ended,',
  replace: '      signal: context.stopping,',
  killedBy: {
    test: 'packages/integration-events/test/delivery/start-stop.test.ts',
    name: 'stop > keeps the lease while sends end',
  },
})
