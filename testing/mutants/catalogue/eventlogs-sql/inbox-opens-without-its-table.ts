import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An inbox without its table is refused at start.',
  file: 'packages/eventlogs-sql/src/open-inbox.ts',
  search: 'await inbox.probe(context.database)',
  replace: 'await Promise.resolve(inbox)',
  killedBy: {
    test: 'packages/eventlogs-sql/test/inbox/open.test.ts',
    name: 'opening an inbox on PostgreSQL > refuses a database without its table, also where the others are there',
  },
})
