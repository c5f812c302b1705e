import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Late work of a unit that timed out is told so.',
  file: 'packages/uow/src/root-transaction.ts',
  search: `    this.frame.end('rolledBack', timeout)
`,
  replace: `    this.frame.end('rolledBack')
`,
  killedBy: {
    test: 'packages/uow/test/contract.test.ts',
    name: 'the unit-of-work contract > a run that takes longer than its timeout is rolled back, and what it still does is refused',
  },
})
