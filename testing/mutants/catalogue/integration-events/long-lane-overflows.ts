import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A lane hands out any number of events.',
  file: 'packages/integration-events/src/delivery/topic-lanes.ts',
  search: 'for (const event of lane) if (concerns(event)) removed.push(event)',
  replace: 'removed.push(...lane.filter(concerns))',
  killedBy: {
    test: 'packages/integration-events/test/delivery/topic-lanes.test.ts',
    name: 'a lane hands out as many events as memory has room for',
  },
})
