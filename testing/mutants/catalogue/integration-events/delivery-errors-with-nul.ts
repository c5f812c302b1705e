import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The text of an error is one that any database stores.',
  file: 'packages/integration-events/src/delivery/outcome.ts',
  search: ".replaceAll('\\0', '\\u{fffd}')",
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/delivery/outcome.test.ts',
    name: 'the text of an error > holds nothing that a database can not store',
  },
})
