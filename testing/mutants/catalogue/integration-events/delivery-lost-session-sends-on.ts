import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Who lost the session sends nothing of it from memory.',
  file: 'packages/integration-events/src/delivery/delivery-stages.ts',
  search: `    const events = this.queue.dropAllBut(null)
`,
  replace: `    const events = 0
`,
  killedBy: {
    test: 'packages/integration-events/test/delivery/lease.test.ts',
    name: 'the session > that was lost takes its events out of memory, and another one is opened',
  },
})
