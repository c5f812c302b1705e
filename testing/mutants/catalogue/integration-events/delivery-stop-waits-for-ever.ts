import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A stop abandons sends at its deadline.',
  file: 'packages/integration-events/src/delivery/delivery-run.ts',
  search: `    this.#abandoned.abort()
`,
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/delivery/start-stop.test.ts',
    name: 'stop > abandons sends at the deadline; another process sends their events again',
  },
})
