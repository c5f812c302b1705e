import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The double delivers again what the application did not acknowledge, as daprd does.',
  file: 'testing/dapr-double/src/verdict.ts',
  search: "(verdicts[status] ?? 'retry')",
  replace: "(verdicts[status] ?? 'acknowledge')",
  killedBy: {
    test: 'testing/dapr-double/test/daprd-delivery.test.ts',
    name: 'a delivery by the double that is tried again twice > is lost after the last try without one',
  },
})
