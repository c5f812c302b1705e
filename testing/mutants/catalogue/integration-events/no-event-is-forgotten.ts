import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Of what is no event nothing is forgotten.',
  file: 'packages/integration-events/src/subscriber/registered-handler.ts',
  search: 'if (isWellFormed(event)) await',
  replace: 'await',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/inbox/attempts.test.ts',
    name: 'a limit of attempts > is none of what is no event, of which nothing is to be forgotten',
  },
})
