import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Events of a dead process are claimed one at a time.',
  file: 'packages/integration-events/src/delivery/event-log-poller.ts',
  search: 'if (!this.#suspects || this.#hasSuspect) return false',
  replace: 'if (!this.#suspects) return false',
  killedBy: {
    test: 'packages/integration-events/test/delivery/poller.test.ts',
    name: 'events of a process that died > are not claimed while another one of them is being sent',
  },
})
