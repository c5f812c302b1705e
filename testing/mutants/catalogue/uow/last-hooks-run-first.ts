import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A last before-commit hook runs after all the others.',
  file: 'packages/uow/src/frame-hooks.ts',
  search: 'return this.#before.shift() ?? this.#beforeLast.shift()',
  replace: 'return this.#beforeLast.shift() ?? this.#before.shift()',
  killedBy: {
    test: 'packages/uow/test/contract.test.ts',
    name: 'the unit-of-work contract > a last before-commit hook runs after all others, also after those that a last one registers',
  },
})
