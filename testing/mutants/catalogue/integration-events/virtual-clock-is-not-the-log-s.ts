import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The in-memory log runs by the virtual clock.',
  file: 'packages/integration-events/src/in-memory/in-memory-event-log-options.ts',
  search: 'return () => start + clock.now()',
  replace: 'return () => start',
  killedBy: {
    test: 'packages/integration-events/test/bus/clock.test.ts',
    name: 'a bus by a virtual clock > retries from the event log by the same clock, where that has it too',
  },
})
