import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What has committed is handled, whichever hook asks.',
  file: 'packages/integration-events/src/in-memory/in-memory-inbox.ts',
  search: '    this.#stored.arrive()\n',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-inbox-sharing.test.ts',
    name: 'in-memory inboxes > show what was committed to every hook, also to one registered before the record',
  },
})
