import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What was handled stays so, with its attempts.',
  file: 'packages/integration-events/src/in-memory/in-memory-inbox.ts',
  search: 'row === undefined || row.handled ||',
  replace: 'row === undefined ||',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-inbox.test.ts',
    name: 'the in-memory inbox > taking an attempt back leaves recorded what was handled, with its attempts',
  },
})
