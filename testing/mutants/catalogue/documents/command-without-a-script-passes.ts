import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A command that does not exist is told.',
  file: 'testing/documents/src/named-commands.ts',
  search: '&& script in scripts',
  replace: '&& script.length + Object.keys(scripts).length > 0',
  killedBy: {
    test: 'testing/documents/test/what-it-notices.test.ts',
    name: 'a command > is looked up among the scripts of its package',
  },
})
