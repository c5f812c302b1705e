import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A publisher gets no more calls at once than it works on.',
  file: 'packages/integration-events/src/delivery/dispatcher.ts',
  search: 'Math.min(concurrency, publisher.maxConcurrency ?? concurrency)',
  replace: 'concurrency',
  killedBy: {
    test: 'packages/integration-events/test/delivery/dispatcher.test.ts',
    name: 'the dispatcher > has at most as many calls in flight as the publisher works on at once',
  },
})
