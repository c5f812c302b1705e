import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An empty topic is refused.',
  file: 'packages/integration-events/src/event/event-definition.ts',
  search: "    value !== '' &&\n",
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/event/define-event.test.ts',
    name: 'refuses the topic ""',
  },
})
