import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What is changed in the data after publish changes nothing in what is stored.',
  file: 'packages/integration-events/src/event/make-outgoing-event.ts',
  search: 'data: serializeEventData(topic, parts.data),',
  replace: 'get data() {\n      return serializeEventData(topic, parts.data)\n    },',
  killedBy: {
    test: 'packages/integration-events/test/bus/publish.test.ts',
    name: 'is stored as it was when it was published, whatever is changed later',
  },
})
