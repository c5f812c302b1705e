import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Nothing is added to the migrations of another provider.',
  file: 'packages/eventlogs-prisma/src/cli/plan-lock.ts',
  search: 'if (found !== provider) throw',
  replace: 'if (found === null) throw',
  killedBy: {
    test: 'packages/eventlogs-prisma/test/cli.test.ts',
    name: 'refuses a folder whose lock names sqlite',
  },
})
