import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A replay does not wait for the pause after an earlier failure.',
  file: 'packages/integration-events/src/in-memory/in-process-transport.ts',
  search: '    progress.failed.clear()\n',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/retries.test.ts',
    name: 'an event that a handler has given up > is tried again in a replay, also when it was exhausted for another handler',
  },
})
