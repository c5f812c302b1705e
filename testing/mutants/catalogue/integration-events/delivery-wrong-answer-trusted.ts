import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An answer with too many or too few outcomes counts as unknown.',
  file: 'packages/integration-events/src/delivery/publish-attempt.ts',
  search: 'if (!Array.isArray(answer) || answer.length !== expected) {',
  replace: 'if (!Array.isArray(answer)) {',
  killedBy: {
    test: 'packages/integration-events/test/delivery/publish-attempt.test.ts',
    name: 'a call of the publisher > that answers too many outcomes has an unknown outcome: its events are sent again',
  },
})
