import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A drain leaves nothing running.',
  file: 'packages/integration-events/src/delivery/drain-run.ts',
  search: `    await run.stop(timeLeft())
`,
  replace: `    timeLeft()
`,
  killedBy: {
    test: 'packages/integration-events/test/delivery/drain.test.ts',
    name: 'drain, where delivery was never started > delivers what is due, and leaves nothing running',
  },
})
