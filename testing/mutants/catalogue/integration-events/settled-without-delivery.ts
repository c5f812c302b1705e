import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A bus that delivers nothing says so when events are pending.',
  file: 'packages/integration-events/src/delivery/settled-run.ts',
  search: 'if (pending > 0) throw',
  replace: 'if (pending < 0) throw',
  killedBy: {
    test: 'packages/integration-events/test/bus/settled.test.ts',
    name: 'settled > of a bus that was not started resolves if nothing is pending, else says so',
  },
})
