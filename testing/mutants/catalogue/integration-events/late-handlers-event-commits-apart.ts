import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What a handler publishes that has outlived its unit is refused, by any bus.',
  file: 'packages/integration-events/src/event/event-cause.ts',
  search: 'unitOfWork?.ambient() !== undefined',
  replace: 'unitOfWork?.current() !== undefined',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/publishing.test.ts',
    name: 'what a handler publishes > is refused where it would commit apart from it, also once its time was over',
  },
})
