import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A timeout that no timer can wait for is refused.',
  file: 'packages/uow/src/validate-options.ts',
  search: 'timeout! >= 1 && timeout! <= longestTimeout',
  replace: 'timeout! >= 1',
  killedBy: {
    test: 'packages/uow/test/contract.test.ts',
    name: 'the unit-of-work contract > an option that is not valid is refused by name, before anything happens',
  },
})
