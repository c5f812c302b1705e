import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What waits for its retry is not said to be in flight.',
  file: 'packages/integration-events/src/delivery/settled-run.ts',
  search: 'new Set([...queue.retries, ...probes.events])',
  replace: 'new Set([...probes.events])',
  killedBy: {
    test: 'packages/integration-events/test/bus/settled.test.ts',
    name: 'settled > says nothing of what waits for its retry among what is in flight',
  },
})
