import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Each entry of a bulk has its own outcome.',
  file: 'packages/integration-events-dapr/src/subscription/core/bulk-delivery.ts',
  search: 'const status = await delivery.deliver(topic, () => eventIn(entry), signal)',
  replace: `const members = eventIn(entry)
    const status = await delivery.deliver(topic, () => members, signal)`,
  killedBy: {
    test: 'packages/integration-events-dapr/test/subscription/frameworks.test.ts',
    name: 'a subscription served by node:http > gives each event of a bulk its own status',
  },
})
