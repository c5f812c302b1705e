import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'No header stands above an attribute of the envelope.',
  file: 'packages/integration-events/src/event/cloud-event.ts',
  search: "    ...event.headers,\n    specversion: '1.0',\n    id: event.id,",
  replace: "    specversion: '1.0',\n    id: event.id,\n    ...event.headers,",
  killedBy: {
    test: 'packages/integration-events/test/event/cloud-event.test.ts',
    name: 'no header stands above an attribute of the envelope',
  },
})
