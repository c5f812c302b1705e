import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Work that has outlived its unit of work is refused, also with outsideUnitOfWork open.',
  file: 'packages/integration-events/src/bus/event-publishing.ts',
  search: 'if (ended !== undefined) throw',
  replace: "if (ended !== undefined && outsideUnitOfWork === 'throw') throw",
  killedBy: {
    test: 'packages/integration-events/test/bus/publish.test.ts',
    name: 'is refused after its unit of work has committed (outsideUnitOfWork: open)',
  },
})
