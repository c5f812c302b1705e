import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The isolation level is the one that the options say.',
  file: 'packages/uow-kysely/src/begin-transaction.ts',
  search: `      ? builder.setIsolationLevel(isolationLevel)
`,
  replace: `      ? builder
`,
  killedBy: {
    test: 'packages/uow-kysely/test/postgres.test.ts',
    name: 'the isolation level > is serializable where the options say so',
  },
})
