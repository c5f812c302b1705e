import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A row that fails fails the rehearsal, by its name.',
  file: 'testing/release/src/rehearse-rows.ts',
  search: 'failures.push(`${row.name}: ',
  replace: 'failures.push(`',
  killedBy: {
    test: 'testing/release/test/rehearsal.test.ts',
    name: 'a row that fails > is named, and keeps none from being tried',
  },
})
