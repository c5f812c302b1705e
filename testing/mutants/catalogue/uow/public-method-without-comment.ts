import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Every public member of a package has a comment.',
  file: 'packages/uow/src/sql-executor.ts',
  search: '  /** Runs a statement that returns rows. */\n',
  replace: '',
  killedBy: {
    test: 'testing/reference/test/reference.test.ts',
    name: 'the reference of the published packages > lacks no comment of a public symbol or member, and no target of a link',
  },
})
