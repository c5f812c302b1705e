import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The application is not named after the tool in node_modules that started it.',
  file: 'packages/integration-events/src/options/application-name.ts',
  search: 'inside(script) || inside(file) ? undefined : dirname(file)',
  replace: 'dirname(file)',
  killedBy: {
    test: 'packages/integration-events/test/options/application-name.test.ts',
    name: 'is the one above the working directory when a tool started the application',
  },
})
