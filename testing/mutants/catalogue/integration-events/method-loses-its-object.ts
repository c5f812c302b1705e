import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A decorated method is called on its object.',
  file: 'packages/integration-events/src/subscriber/create-subscriber.ts',
  search: '(registration as Record<string | symbol, EventHandler>)[name]?.(...parameters)',
  replace:
    '(registration as Record<string | symbol, EventHandler>)[name]?.call(undefined, ...parameters)',
  killedBy: {
    test: 'packages/integration-events/test/subscriber/topic.test.ts',
    name: 'handles its event, as a method of the object that was registered',
  },
})
