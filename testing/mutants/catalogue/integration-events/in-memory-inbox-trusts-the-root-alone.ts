import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What a nested unit rolled back is not handled, although the unit around it committed.',
  file: 'packages/integration-events/src/in-memory/in-memory-inbox-records.ts',
  search: "frame.state !== 'committed' || ",
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-inbox-sharing.test.ts',
    name: 'in-memory inboxes > take no record of a rolled-back nested unit for handled, also before its hooks have run',
  },
})
