import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Who overslept its own lease does not declare others dead.',
  file: 'packages/eventlogs-sql/src/postgres/sessions.ts',
  search: 'exists (select from mine where in_time) and ',
  replace: '',
  killedBy: {
    test: 'packages/eventlogs-sql/test/sessions.test.ts',
    name: 'who overslept its own lease does not declare others dead, when all have',
  },
})
