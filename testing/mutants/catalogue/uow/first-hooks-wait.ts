import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A first after hook runs before all the others.',
  file: 'packages/uow/src/frame-hooks.ts',
  search: '.toSorted((a, b) => Number(b.first) - Number(a.first))',
  replace: '',
  killedBy: {
    test: 'packages/uow/test/contract.test.ts',
    name: 'a first after hook runs before those that were registered earlier, also inside of it',
  },
})
