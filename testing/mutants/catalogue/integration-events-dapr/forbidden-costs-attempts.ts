import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What is a matter of configuration costs no attempt.',
  file: 'packages/integration-events-dapr/src/publisher/publish/outcome-of-answer.ts',
  search: '|| [401, 403, 404].includes(status)',
  replace: '',
  killedBy: {
    test: 'packages/integration-events-dapr/test/publisher/outcomes.test.ts',
    name: 'what became of an event, over HTTP > by an answer of 401 invalid api token is configuration',
  },
})
