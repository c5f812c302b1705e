import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What a handler publishes that another one calls is a part of the other one.',
  file: 'packages/integration-events/src/event/event-cause.ts',
  search: 'unitOfWork ?? causes.getStore()?.unitOfWork',
  replace: 'unitOfWork',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/publishing.test.ts',
    name: 'what a handler publishes > is refused, too, of a handler without an inbox that it calls',
  },
})
