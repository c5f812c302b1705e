import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A method handles its event by @Topic as a decorator of the standard, too.',
  file: 'packages/integration-events/src/subscriber/topic.ts',
  search: 'context.addInitializer(function initialize() {',
  replace: 'void (function initialize(this: unknown) {',
  killedBy: {
    test: 'examples/class-style/test/class-style.test.ts',
    name: 'handle what comes through their component, with the standard’s decorators',
  },
})
