import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A fragment that differs is not overwritten unasked.',
  file: 'packages/eventlogs-prisma/src/cli/plan-fragment.ts',
  search: 'if (force) return',
  replace: 'if (there !== content) return',
  killedBy: {
    test: 'packages/eventlogs-prisma/test/cli.test.ts',
    name: 'does not overwrite a fragment that differs, but says what does, until it is told to',
  },
})
