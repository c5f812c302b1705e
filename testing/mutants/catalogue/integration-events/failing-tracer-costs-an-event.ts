import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A trace that cannot be had costs no event.',
  file: 'packages/integration-events/src/bus/prepare-event.ts',
  search: '    return {}\n  }\n}',
  replace: '    throw error\n  }\n}',
  killedBy: {
    test: 'packages/integration-events/test/bus/events-and-options.test.ts',
    name: 'never fail for a trace that cannot be had',
  },
})
