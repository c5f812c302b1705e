import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The double alters the numbers of a bulk, as daprd does.',
  file: 'testing/dapr-double/src/bulk-entry.ts',
  search: "event: float64Numbers(members.get('event') ?? null),",
  replace: "event: members.get('event') ?? null,",
  killedBy: {
    test: 'testing/dapr-double/test/daprd-bulk.test.ts',
    name: 'publishing a bulk by way of the double > makes a float64 of each number',
  },
})
