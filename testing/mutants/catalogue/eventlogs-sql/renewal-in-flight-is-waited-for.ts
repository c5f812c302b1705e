import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A renewal in flight always wins, and nobody waits for it.',
  file: 'packages/eventlogs-sql/src/postgres/sessions.ts',
  search: `  for update skip locked
`,
  replace: `  for update
`,
  killedBy: {
    test: 'packages/eventlogs-sql/test/sessions.test.ts',
    name: 'a renewal in flight keeps its session from being declared dead',
  },
})
