import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A delivery does not wait for another one longer than it may.',
  file: 'packages/integration-events/src/subscriber/handling/until-free.ts',
  search: "if (answer !== 'busy' || left <= 0 || signal.aborted) return answer",
  replace: "if (answer !== 'busy' || signal.aborted) return answer",
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/handling.test.ts',
    name: 'do not wait longer than they may: the transport delivers it again',
  },
})
