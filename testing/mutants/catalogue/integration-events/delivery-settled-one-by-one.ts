import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Outcomes of many events are written in one statement.',
  file: 'packages/integration-events/src/delivery/settlement-backlog.ts',
  search: 'export const settlementBatchSize = 500',
  replace: 'export const settlementBatchSize = 1',
  killedBy: {
    test: 'packages/integration-events/test/delivery/settlements.test.ts',
    name: 'settling > writes the outcomes of many events in one statement',
  },
})
