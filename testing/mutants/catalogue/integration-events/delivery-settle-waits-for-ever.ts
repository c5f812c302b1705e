import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A log that does not answer is asked again.',
  file: 'packages/integration-events/src/delivery/settlements.ts',
  search: 'return await withTimeLimit(clock, timeout, settle(), late)',
  replace: `void [clock, late, withTimeLimit]
      return await settle()`,
  killedBy: {
    test: 'packages/integration-events/test/delivery/settlements.test.ts',
    name: 'settling > asks again when the log does not answer in time',
  },
})
