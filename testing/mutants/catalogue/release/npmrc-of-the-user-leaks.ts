import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What is rehearsed never touches the registry or the npmrc of its user.',
  file: 'testing/release/src/clean-environment.ts',
  search: '!/^p?npm_/i.test(entry[0])',
  replace: '!/^npm_/.test(entry[0])',
  killedBy: {
    test: 'testing/release/test/rehearsal.test.ts',
    name: 'a command of the rehearsal > hears nothing of the npmrc of its user',
  },
})
