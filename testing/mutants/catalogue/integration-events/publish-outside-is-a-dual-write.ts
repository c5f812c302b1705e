import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A publish outside of any unit of work is refused.',
  file: 'packages/integration-events/src/bus/event-publishing.ts',
  search: 'throw new OutsideUnitOfWorkError({ topic, insideHandler })',
  replace: "return 'own'",
  killedBy: {
    test: 'packages/integration-events/test/bus/publish.test.ts',
    name: 'is refused, and says the three ways out',
  },
})
