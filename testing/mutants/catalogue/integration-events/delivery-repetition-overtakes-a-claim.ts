import { mutant } from 'testing-mutants'

export default mutant({
  breaks:
    'An outcome is written again only when no claim is under way that could have brought its event back.',
  file: 'packages/integration-events/src/delivery/settlements.ts',
  search: 'await this.#listener.claimsEnded()',
  replace: 'void this.#listener',
  killedBy: {
    test: 'packages/integration-events/test/delivery/repeated-settlement.test.ts',
    name: 'writes again only after the claims that are under way, which may show that it is written',
  },
})
