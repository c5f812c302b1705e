import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A stop writes the outcomes before it ends the session.',
  file: 'packages/integration-events/src/delivery/delivery-run.ts',
  search: 'watch.until(() => settlements.size === 0)',
  replace: 'watch.until(() => true)',
  killedBy: {
    test: 'packages/integration-events/test/delivery/start-stop.test.ts',
    name: 'stop > writes the outcomes when the log recovers before the time is over',
  },
})
