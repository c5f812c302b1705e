import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A changeset that breaks a contract names the majors of its adapters.',
  file: 'testing/release/src/contract-majors.ts',
  search: '.filter((adapter) => !breaks(bumps[adapter.name], adapter.version))',
  replace:
    '.filter((adapter) => bumps[adapter.name] === undefined && bumps[contract.name] === undefined)',
  killedBy: {
    test: 'testing/release/test/changesets.test.ts',
    name: 'a changeset that breaks a contract > names the majors of those that take it as a peer, or is told what to add',
  },
})
