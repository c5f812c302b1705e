import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A start that is under way is waited for before a bus is said to have settled.',
  file: 'packages/integration-events/src/delivery/delivery-engine.ts',
  search: '    await Promise.allSettled([starting])\n',
  replace: '    void starting\n',
  killedBy: {
    test: 'packages/integration-events/test/bus/settled.test.ts',
    name: 'settled > waits for what was published before the start',
  },
})
