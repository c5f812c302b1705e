import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What the double calls dead-lettered is in the dead letter topic.',
  file: 'testing/dapr-double/src/deliver-event.ts',
  search: 'topic !== undefined && broker.publish({ ...message, topic }) === undefined',
  replace: 'topic !== undefined',
  killedBy: {
    test: 'testing/dapr-double/test/deliveries.test.ts',
    name: 'what a test sees of the deliveries > is what became of each',
  },
})
