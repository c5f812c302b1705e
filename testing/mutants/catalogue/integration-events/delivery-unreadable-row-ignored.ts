import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A row that can not be read is put aside.',
  file: 'packages/integration-events/src/delivery/event-claims.ts',
  search: `    for (const row of result.undecodable) this.#listener.undecodable(row, session)
`,
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/delivery/poller.test.ts',
    name: 'the poller > puts a row that can not be read aside, and sends the others of its batch',
  },
})
