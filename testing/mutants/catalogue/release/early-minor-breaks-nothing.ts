import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Before 1.0 a minor of a contract leaves what its adapters accept.',
  file: 'testing/release/src/contract-majors.ts',
  search: "return version.startsWith('0.') ? 'minor' : 'major'",
  replace: "return version.startsWith('0.0.') ? 'minor' : 'major'",
  killedBy: {
    test: 'testing/release/test/changesets.test.ts',
    name: 'a changeset that breaks a contract > breaks it by a minor, before 1.0',
  },
})
