import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'No route is of two subscriptions that are joined.',
  file: 'packages/integration-events-dapr/src/subscription/join-dapr-subscriptions.ts',
  search: '`${prefix}/`.startsWith(`${one}/`)',
  replace: 'prefix === one',
  killedBy: {
    test: 'packages/integration-events-dapr/test/subscription/components.test.ts',
    name: 'joined subscriptions > must not share their routes: /events and /events/legacy',
  },
})
