import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Nothing is claimed while an outcome is written again that may have been written before.',
  file: 'packages/integration-events/src/delivery/delivery-stages.ts',
  search: 'session: () => (this.settlements.isRepeating ? null : this.lease.accepting),',
  replace: 'session: () => this.lease.accepting,',
  killedBy: {
    test: 'packages/integration-events/test/delivery/repeated-settlement.test.ts',
    name: 'claims nothing while outcomes are written again',
  },
})
