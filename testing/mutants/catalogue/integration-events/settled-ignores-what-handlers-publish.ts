import { mutant } from 'testing-mutants'

export default mutant({
  breaks:
    'A bus has not settled before what its handlers published is sent, also where it was born pending.',
  file: 'packages/integration-events/src/delivery/settled-run.ts',
  search: 'hints === poller.hints && stages.hasSettled',
  replace: 'stages.hasSettled',
  killedBy: {
    test: 'packages/integration-events/test/bus/settled.test.ts',
    name: 'settled > waits for what handlers publish in turn with a key, which is claimed later',
  },
})
