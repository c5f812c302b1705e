import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A stop gives back untried what was not sent.',
  file: 'packages/integration-events/src/delivery/delivery-run.ts',
  search: `    stages.handBackWaiting()
`,
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/delivery/start-stop.test.ts',
    name: 'stop > gives back untried what was not sent, at once and with its attempt',
  },
})
