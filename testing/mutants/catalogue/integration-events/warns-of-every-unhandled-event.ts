import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A topic without handlers is warned about once.',
  file: 'packages/integration-events/src/in-memory/in-process-transport.ts',
  search: '      this.#topicsWithoutHandlers.add(topic)\n',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/in-process/in-process-transport.test.ts',
    name: 'without handlers is accepted, with one warning per topic',
  },
})
