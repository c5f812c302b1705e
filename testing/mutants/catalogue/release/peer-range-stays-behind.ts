import { mutant } from 'testing-mutants'

export default mutant({
  breaks: "An adapter's peer range that does not follow the major of its contract is noticed.",
  file: 'testing/release/src/outdated-peers.ts',
  search: 'range === `^${contract.version}`',
  replace: "range.startsWith('^')",
  killedBy: {
    test: 'testing/release/test/releases.test.ts',
    name: 'the peer range of an adapter > is outdated if it stays behind the major of its contract',
  },
})
