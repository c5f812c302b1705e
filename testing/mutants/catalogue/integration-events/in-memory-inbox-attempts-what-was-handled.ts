import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What was handled begins no attempt.',
  file: 'packages/integration-events/src/in-memory/in-memory-inbox.ts',
  search: '    if (refusal !== undefined) return refusal\n    const',
  replace: '    const',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-inbox.test.ts',
    name: 'the in-memory inbox > what was handled begins no attempt',
  },
})
