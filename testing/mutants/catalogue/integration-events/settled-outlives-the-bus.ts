import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Waiting for a bus to settle ends when the bus stops.',
  file: 'packages/integration-events/src/delivery/settled-run.ts',
  search: 'Promise.race([settled, stopped])',
  replace: 'Promise.race([settled])',
  killedBy: {
    test: 'packages/integration-events/test/bus/settled.test.ts',
    name: 'settled > rejects on a bus that was stopped, and when it stops meanwhile',
  },
})
