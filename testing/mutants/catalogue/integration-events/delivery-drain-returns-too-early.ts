import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A drain waits for what it has claimed.',
  file: 'packages/integration-events/src/delivery/drain-run.ts',
  search: `    await watch.until(() => run.stages.hasDelivered)
`,
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/delivery/drain.test.ts',
    name: 'drain, on a running engine > waits for what is in flight',
  },
})
