import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'One topic never takes all slots.',
  file: 'packages/integration-events/src/delivery/dispatcher.ts',
  search: 'return calls < concurrency - Math.floor(concurrency / 4)',
  replace: 'return calls < concurrency',
  killedBy: {
    test: 'packages/integration-events/test/delivery/dispatcher.test.ts',
    name: 'the dispatcher > leaves slots to the other topics when the calls of one hang',
  },
})
