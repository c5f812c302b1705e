import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A stop ends the session, so that others take the rest at once.',
  file: 'packages/integration-events/src/delivery/delivery-run.ts',
  search: 'lease.ended.then(() => lease.end())',
  replace: 'lease.ended',
  killedBy: {
    test: 'packages/integration-events/test/delivery/start-stop.test.ts',
    name: 'stop > ends the session and closes the publisher once, however often it is called',
  },
})
