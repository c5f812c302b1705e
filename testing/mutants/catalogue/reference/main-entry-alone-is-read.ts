import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The reference has every entry of a package, not only its main one.',
  file: 'testing/reference/src/entry-points.ts',
  search: 'if (source === undefined) return []',
  replace: "if (source === undefined || subpath !== '.') return []",
  killedBy: {
    test: 'testing/reference/test/reference.test.ts',
    name: 'the reference of the published packages > has every entry that the packages export',
  },
})
