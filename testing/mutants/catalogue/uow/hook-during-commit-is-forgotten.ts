import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A hook that comes while the commit is on its way is refused, not forgotten.',
  file: 'packages/uow/src/root-transaction.ts',
  search: `      this.frame.close()
`,
  replace: '',
  killedBy: {
    test: 'packages/uow/test/failing-driver.test.ts',
    name: 'a unit whose commit is on its way > takes no more hooks or statements, which nobody would run',
  },
})
