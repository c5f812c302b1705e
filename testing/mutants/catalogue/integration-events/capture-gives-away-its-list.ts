import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What a capture hands out is a copy.',
  file: 'packages/integration-events/src/testing/capture-events.ts',
  search: 'return [...captured]',
  replace: 'return captured',
  killedBy: {
    test: 'packages/integration-events/test/testing/capture-events.test.ts',
    name: 'a capture > hands out copies, which change nothing that it holds',
  },
})
