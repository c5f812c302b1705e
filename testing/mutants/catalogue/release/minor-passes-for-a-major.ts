import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A minor of an adapter is not enough for the major of its contract.',
  file: 'testing/release/src/contract-majors.ts',
  search: "return bump === 'major' || bump === breaking(version)",
  replace: "return bump === 'major' || bump === 'minor'",
  killedBy: {
    test: 'testing/release/test/changesets.test.ts',
    name: 'a changeset that breaks a contract > names the majors of those that take it as a peer, or is told what to add',
  },
})
