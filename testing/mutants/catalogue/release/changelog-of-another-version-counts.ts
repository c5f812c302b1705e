import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The CHANGELOG says under the version that is released why it is.',
  file: 'testing/release/src/unexplained-releases.ts',
  search: 'section.startsWith(`${version}\\n`)',
  replace: "section.includes('- ')",
  killedBy: {
    test: 'testing/release/test/releases.test.ts',
    name: 'a CHANGELOG > has to say it of that version',
  },
})
