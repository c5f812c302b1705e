import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A connection that breaks while an event is handled leaves no record without the effect.',
  file: 'packages/eventlogs-sql/src/sql-inbox.ts',
  search: '.record(sql, delivery))',
  replace: '.record(this.#database ?? sql, delivery))',
  killedBy: {
    test: 'testing/reliability/test/consumer-cut.test.ts',
    name: 'an event has its effect once, whichever statement by kysely reaches nobody before the cut; attempts counted: false',
  },
})
