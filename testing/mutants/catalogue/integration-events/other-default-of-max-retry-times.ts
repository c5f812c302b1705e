import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The options have the defaults of the reference system.',
  file: 'packages/integration-events/src/options/resolve-delivery-options.ts',
  search: "'maxRetryTimes', 50,",
  replace: "'maxRetryTimes', 10,",
  killedBy: {
    test: 'packages/integration-events/test/options/bus-options.test.ts',
    name: 'have the defaults of the reference system, and ours',
  },
})
