import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Dapr is told of every component that is joined.',
  file: 'packages/integration-events-dapr/src/subscription/core/joined-calls.ts',
  search: 'this.#first.handle(request, told)',
  replace: 'this.#first.handle(request)',
  killedBy: {
    test: 'packages/integration-events-dapr/test/subscription/components.test.ts',
    name: 'the subscriptions of two components, joined on Express, > are told of together, and have each its own deliveries',
  },
})
