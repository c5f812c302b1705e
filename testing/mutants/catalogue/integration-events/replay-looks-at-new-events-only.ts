import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A replay is looked for among older events, at once.',
  file: 'packages/integration-events/src/bus/outbox-bus.ts',
  search: "() => delivery.wakeUp('full'))",
  replace: "() => delivery.wakeUp('recent'))",
  killedBy: {
    test: 'packages/integration-events/test/bus/lifecycle.test.ts',
    name: 'lists exhausted events, and replays them at once under their old id',
  },
})
