import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Everything is looked through now and then.',
  file: 'packages/integration-events/src/delivery/event-log-poller.ts',
  search: "const scan = clock.now() >= this.#fullScanAt ? 'full' : 'recent'",
  replace: "const scan = clock.now() > this.#fullScanAt + 1e9 ? 'full' : 'recent'",
  killedBy: {
    test: 'packages/integration-events/test/delivery/poller.test.ts',
    name: 'the poller > scans everything at start and, while idle, ever more rarely',
  },
})
