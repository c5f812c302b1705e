import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Only who has the token of the application delivers events.',
  file: 'packages/integration-events-dapr/src/subscription/core/subscription-core.ts',
  search: 'if (!hasToken(request, this.#options.appApiToken))',
  replace: 'if (hasToken(request, undefined) === false)',
  killedBy: {
    test: 'packages/integration-events-dapr/test/subscription/frameworks.test.ts',
    name: 'a subscription served by node:http > wants the token on every route, and lets only the right one in',
  },
})
