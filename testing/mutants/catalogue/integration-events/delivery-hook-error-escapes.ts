import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An error of onExhausted stops nothing.',
  file: 'packages/integration-events/src/delivery/exhausted-events.ts',
  search: `      logger.error('onExhausted failed; the event stays exhausted', { id, topic, error: hookError })
`,
  replace: `      throw hookError
`,
  killedBy: {
    test: 'packages/integration-events/test/delivery/exhausted.test.ts',
    name: 'onExhausted > that rejects is logged, and stops nothing',
  },
})
