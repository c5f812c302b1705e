import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What a killed process committed and did not send is delivered by another one.',
  file: 'packages/integration-events/src/delivery/event-log-poller.ts',
  search: 'const suspectsFound = await this.#claimSuspect(exceptTopics)',
  replace: 'const suspectsFound = exceptTopics.length < 0',
  killedBy: {
    test: 'testing/reliability/test/crash.test.ts',
    name: 'on sqlite, a process killed > right after the COMMIT has its event delivered once, by another one',
  },
})
