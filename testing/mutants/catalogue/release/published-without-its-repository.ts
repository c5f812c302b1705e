import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What is published with its provenance says which repository it comes from.',
  file: 'testing/release/src/say-repository.ts',
  search: 'const said = { ...manifest, repository',
  replace: 'const said = { ...manifest, repositories',
  killedBy: {
    test: 'testing/release/test/say-repository.test.ts',
    name: 'what is to be published with its provenance > says which repository it comes from, and where it stands there',
  },
})
