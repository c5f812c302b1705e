import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What was given back after its circuit had closed is claimed at once.',
  file: 'packages/integration-events/src/delivery/delivery-stages.ts',
  search: `    if (entries.some((entry) => this.#isClaimable(entry))) this.poller.hint('full')
`,
  replace: `    void ((entry: SettlementEntry) => this.#isClaimable(entry))
`,
  killedBy: {
    test: 'packages/integration-events/test/delivery/poller.test.ts',
    name: 'the poller > scans everything when events were given back only after their circuit had closed',
  },
})
