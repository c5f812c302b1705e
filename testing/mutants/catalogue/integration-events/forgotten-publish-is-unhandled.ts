import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A publish that the commit reports leaves no unhandled rejection behind.',
  file: 'packages/integration-events/src/bus/event-publishing.ts',
  search: '    published.catch(() => {})\n',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/bus/publish.test.ts',
    name: 'leaves no unhandled rejection when the unit had rolled back by then',
  },
})
