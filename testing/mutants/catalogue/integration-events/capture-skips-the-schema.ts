import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Captured data has gone through the schema.',
  file: 'packages/integration-events/src/testing/capture-events.ts',
  search: '(arrived) => void received.push(arrived)',
  replace:
    '(arrived) =>\n        void received.push({\n          ...arrived,\n          data: JSON.parse(captured.find(({ id }) => id === arrived.id)!.data) as never,\n        })',
  killedBy: {
    test: 'packages/integration-events/test/testing/capture-events.test.ts',
    name: 'captured events > are what a handler would be given: of the schema, with their envelope',
  },
})
