import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'One of commit, rollback and saveChanges is refused while another one is under way.',
  file: 'packages/uow/src/explicit-transaction.ts',
  search: `    if (this.#running !== undefined)
`,
  replace: `    if (this.#running?.name === '')
`,
  killedBy: {
    test: 'packages/uow/test/contract.test.ts',
    name: 'the unit-of-work contract > commit, rollback and saveChanges are refused while one of them is under way',
  },
})
