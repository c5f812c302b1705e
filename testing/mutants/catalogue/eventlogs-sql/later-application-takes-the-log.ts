import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The first application to open a log owns it.',
  file: 'packages/eventlogs-sql/src/postgres/inspector.ts',
  search: 'set source = $1::text where source is null',
  replace: 'set source = $1::text',
  killedBy: {
    test: 'packages/eventlogs-sql/test/open.test.ts',
    name: 'refuses an application that is slow to take a log which it found without an owner',
  },
})
