import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Who gives an event a key is told that it orders nothing yet.',
  file: 'packages/integration-events/src/bus/key-notice.ts',
  search: 'told || key === null',
  replace: 'told || key !== null',
  killedBy: {
    test: 'packages/integration-events/test/bus/publish.test.ts',
    name: 'an event with a key > is stored with it, and the bus says once that this orders nothing yet',
  },
})
