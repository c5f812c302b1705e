import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The command that an example begins with is there.',
  file: 'examples/quickstart/README.md',
  search: 'npx -y pnpm@12 demo ',
  replace: 'npx -y pnpm@12 demonstrate ',
  killedBy: {
    test: 'testing/repository/test/examples.test.ts',
    name: 'examples/quickstart > has a README, with one command to begin with',
  },
})
