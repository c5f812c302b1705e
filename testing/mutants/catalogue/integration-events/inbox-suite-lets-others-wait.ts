import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The contract suite finds an inbox that waits for another transaction.',
  file: 'packages/integration-events/src/testing/inbox/without-waiting.ts',
  search: "answered ? await answer : fail('it waits for a transaction that is open')",
  replace: 'await answer',
  killedBy: {
    test: 'packages/integration-events/test/testing/inbox-contract.test.ts',
    name: 'the inbox contract > finds an inbox that waits for who handles the event before it counts an attempt',
  },
})
