import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A run that is started by work that outlived its transaction is refused.',
  file: 'packages/uow/src/create-unit-of-work.ts',
  search: 'if (ambient !== undefined) return',
  replace: `if (ambient?.state === 'open') return`,
  killedBy: {
    test: 'packages/uow/test/contract.test.ts',
    name: 'the unit-of-work contract > a run that is started by work that outlived its transaction is refused',
  },
})
