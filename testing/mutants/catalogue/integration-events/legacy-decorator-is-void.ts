import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A method handles its event by @Topic as a decorator of experimentalDecorators, too.',
  file: 'packages/integration-events/src/subscriber/topic.ts',
  search: 'addHandlingMethod(target, {',
  replace: 'addHandlingMethod({}, {',
  killedBy: {
    test: 'examples/class-style/test/class-style.test.ts',
    name: 'handle what comes through their component, with TypeScript’s experimental ones',
  },
})
