import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'No more attempts are taken back than were counted.',
  file: 'packages/integration-events/src/in-memory/in-memory-inbox.ts',
  search: ' || row.attempts === 0',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-inbox.test.ts',
    name: 'the in-memory inbox > taking back what was never attempted changes nothing',
  },
})
