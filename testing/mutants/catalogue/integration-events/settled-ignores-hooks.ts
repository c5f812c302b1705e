import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A bus has not settled before onExhausted has ended.',
  file: 'packages/integration-events/src/delivery/settled-run.ts',
  search: '    await exhausted.idle()\n',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/bus/settled.test.ts',
    name: 'settled > waits for onExhausted, and for what it publishes',
  },
})
