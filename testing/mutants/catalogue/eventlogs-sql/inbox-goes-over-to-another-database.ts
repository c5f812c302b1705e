import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An inbox that was open never goes over to another database.',
  file: 'packages/eventlogs-sql/src/sql-inbox.ts',
  search: 'before: this.#id,',
  replace: 'before: undefined,',
  killedBy: {
    test: 'packages/eventlogs-sql/test/inbox/open.test.ts',
    name: 'opening an inbox on PostgreSQL > refuses to go over to another database later',
  },
})
