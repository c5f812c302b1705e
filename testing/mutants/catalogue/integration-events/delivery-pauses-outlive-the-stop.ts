import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A stopped process has nothing left to do, and ends.',
  file: 'packages/integration-events/src/delivery/wake-up-signal.ts',
  search: `        cancel()
        signal.removeEventListener`,
  replace: `        void cancel
        signal.removeEventListener`,
  killedBy: {
    test: 'packages/integration-events/test/delivery/start-stop.test.ts',
    name: 'stop > leaves no timer behind',
  },
})
