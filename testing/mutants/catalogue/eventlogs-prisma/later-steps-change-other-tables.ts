import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'No step is added that changes other tables than the first one makes.',
  file: 'packages/eventlogs-prisma/src/cli/plan-migrations.ts',
  search: 'if (migration === wanted[0] && makesAnotherLog(there, logTable))',
  replace: 'if (migration === wanted[0] && there === logTable)',
  killedBy: {
    test: 'packages/eventlogs-prisma/test/cli.test.ts',
    name: "refuses tables of other names than the first migration makes: { schema: 'outbox' }, then {}",
  },
})
