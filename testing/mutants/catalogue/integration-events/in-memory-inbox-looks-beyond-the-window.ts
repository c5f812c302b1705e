import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Whose record may be deleted by now is refused: nobody knows whether it was handled.',
  file: 'packages/integration-events/src/in-memory/in-memory-inbox-records.ts',
  search: 'delivery.window > this.now()',
  replace: 'delivery.window >= this.now()',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-inbox.test.ts',
    name: 'the in-memory inbox > an event whose date is outside the window is refused, and leaves nothing',
  },
})
