import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An event that is rejected fails the commit, although nobody awaited it.',
  file: 'packages/integration-events/src/bus/unit-of-work-events.ts',
  search: 'events.push(await next.event)',
  replace:
    'const event = await next.event.catch(() => undefined)\n      if (event !== undefined) events.push(event)',
  killedBy: {
    test: 'packages/integration-events/test/bus/publish.test.ts',
    name: 'stores nothing, and fails the commit also if nobody awaited it',
  },
})
