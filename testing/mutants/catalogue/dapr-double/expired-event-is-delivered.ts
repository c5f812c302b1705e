import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The double does not deliver an event whose time to live is over, as daprd does not.',
  file: 'testing/dapr-double/src/deliver-event.ts',
  search: 'if (delivered !== undefined && !hasExpired(delivered.event)) return delivered',
  replace: 'if (delivered !== undefined) return delivered',
  killedBy: {
    test: 'testing/dapr-double/test/daprd-delivery.test.ts',
    name: 'a delivery by the double > is not made when the time to live is over, nor is that of the dead letter',
  },
})
