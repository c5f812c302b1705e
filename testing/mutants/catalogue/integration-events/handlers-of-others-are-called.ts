import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A transport leaves out the handlers of other components.',
  file: 'packages/integration-events/src/subscriber/create-subscriber.ts',
  search: '(handler.pubsubName ?? pubsubName) === pubsubName',
  replace: "handler.consumer !== ''",
  killedBy: {
    test: 'packages/integration-events/test/subscriber/topic.test.ts',
    name: 'is left to the transport of its component',
  },
})
