import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'No text of an error keeps an event from being settled.',
  file: 'packages/eventlogs-sql/src/error-text.ts',
  search: ".replaceAll('\\u0000', '\\uFFFD')",
  replace: '',
  killedBy: {
    test: 'packages/eventlogs-kysely/test/contract.test.ts',
    name: 'no text of an error keeps an event from being settled',
  },
})
