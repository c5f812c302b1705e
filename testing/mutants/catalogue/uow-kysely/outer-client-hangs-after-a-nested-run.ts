import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The outer client is refused to work of an ended nested run, while the unit is open.',
  file: 'packages/uow-kysely/src/kysely-unit-of-work.ts',
  search: `uow.ambient()?.root.state === 'open'`,
  replace: 'uow.current() !== undefined',
  killedBy: {
    test: 'packages/uow-kysely/test/sqlite.test.ts',
    name: 'the outer client > is refused to work of a nested run that has ended, while the unit goes on',
  },
})
