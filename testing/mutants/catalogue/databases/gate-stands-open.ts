import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A gate holds whoever arrives until it opens.',
  file: 'testing/databases/src/gate.ts',
  search: 'return opened.promise',
  replace: 'return Promise.resolve()',
  killedBy: {
    test: 'testing/databases/test/interleaving.test.ts',
    name: 'holds whoever arrives at a gate until it opens',
  },
})
