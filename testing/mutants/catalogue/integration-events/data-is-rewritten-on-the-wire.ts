import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The data goes over the wire byte for byte.',
  file: 'packages/integration-events/src/event/cloud-event.ts',
  search: '"data":${event.data}',
  replace: '"data":${JSON.stringify(JSON.parse(event.data))}',
  killedBy: {
    test: 'packages/integration-events/test/event/cloud-event.test.ts',
    name: 'its data goes over the wire byte for byte',
  },
})
