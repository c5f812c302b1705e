import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'On SQLite who overslept its own lease does not declare others dead.',
  file: 'packages/eventlogs-sql/src/sqlite/sessions.ts',
  search: 'if (Number(mine.in_time) === 0) return { alive: true, ended: 0 }',
  replace: '',
  killedBy: {
    test: 'packages/eventlogs-sql/test/sessions.test.ts',
    name: 'who overslept its own lease does not declare others dead, when all have',
  },
})
