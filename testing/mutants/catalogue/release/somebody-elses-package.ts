import { mutant } from 'testing-mutants'

export default mutant({
  breaks: "A package of ours is never taken from the registry that has everybody else's.",
  file: 'testing/release/src/registry-config.ts',
  search: '[name, access]',
  replace: "[name, { ...access, proxy: 'upstream' }]",
  killedBy: {
    test: 'testing/release/test/rehearsal.test.ts',
    name: 'the registry of the rehearsal > has our packages from us alone, and all others from elsewhere',
  },
})
