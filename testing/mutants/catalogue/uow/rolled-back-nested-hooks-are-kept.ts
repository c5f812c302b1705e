import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Hooks of a nested frame that rolled back go with it.',
  file: 'packages/uow/src/nested-run.ts',
  search: `  await scope.run(parent, () => frame.hooks.runAfter('afterRollback', reportHookError))`,
  replace: '  await scope.run(parent, () => parent.hooks.adopt(frame.hooks) ?? reportHookError)',
  killedBy: {
    test: 'packages/uow/test/contract.test.ts',
    name: 'the unit-of-work contract > hooks of a nested frame that rolled back are dropped, and its after-rollback hooks run at once',
  },
})
