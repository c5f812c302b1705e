import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An ended frame is not the current one.',
  file: 'packages/uow/src/create-unit-of-work.ts',
  search: `      return frame?.state === 'open' ? frame : undefined
`,
  replace: `      return frame
`,
  killedBy: {
    test: 'packages/uow/test/contract.test.ts',
    name: 'the unit-of-work contract > work that goes on after the end finds its ended transaction, and no current one',
  },
})
