import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A handler whose time is over has failed.',
  file: 'packages/integration-events/src/subscriber/handling/time-limited.ts',
  search: 'if (timeout === undefined) return await work(signal)',
  replace: 'if (timeout !== Infinity) return await work(signal)',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/retries.test.ts',
    name: 'whose time is over has failed, and its signal is aborted',
  },
})
