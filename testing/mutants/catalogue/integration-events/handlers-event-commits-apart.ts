import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What a handler with an inbox publishes commits with it, or is refused.',
  file: 'packages/integration-events/src/bus/event-publishing.ts',
  search: "outsideUnitOfWork === 'open' && !insideHandler",
  replace: "outsideUnitOfWork === 'open'",
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/publishing.test.ts',
    name: 'what a handler publishes > is refused where it would commit apart from it, also where open is asked for',
  },
})
