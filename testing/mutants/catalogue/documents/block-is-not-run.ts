import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A block of code is run.',
  file: 'testing/documents/src/workplace.ts',
  search: '(await import(join(this.#folder, `${file}.js`)))',
  replace: "(await import('node:path').then(() => ({ file })))",
  killedBy: {
    test: 'testing/documents/test/what-it-notices.test.ts',
    name: 'a block of code > is run',
  },
})
