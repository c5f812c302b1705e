import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Published events are deleted after expireDate.',
  file: 'packages/integration-events/src/delivery/event-log-cleaner.ts',
  search: '{ expireDate: published, exhaustedExpireDate',
  replace: '{ cleaningExpireInterval: published, exhaustedExpireDate',
  killedBy: {
    test: 'packages/integration-events/test/delivery/cleaners.test.ts',
    name: 'the cleaner > deletes published events past expireDate every cleaningExpireInterval',
  },
})
