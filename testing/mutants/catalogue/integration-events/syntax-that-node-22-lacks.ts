import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The sources of the packages run on Node 22 as they are written.',
  file: 'packages/integration-events/src/subscriber/handling/time-limited.ts',
  search: '  const limit = linkedAbort(signal)',
  replace: '  using limit = Object.assign(linkedAbort(signal), { [Symbol.dispose]() {} })',
  killedBy: {
    test: 'testing/repository/test/sources.test.ts',
    name: 'is read by Node 22 as it is written, types aside, where a test starts a process on it',
  },
})
