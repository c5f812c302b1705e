import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The room of transactions that never end is given back.',
  file: 'packages/integration-events/src/delivery/commit-hand-over.ts',
  search: 'if (now - room.since < age) continue',
  replace: 'if (now - room.since >= age) continue',
  killedBy: {
    test: 'packages/integration-events/test/delivery/hand-over.test.ts',
    name: 'hand-over > gives back the room of transactions that never end',
  },
})
