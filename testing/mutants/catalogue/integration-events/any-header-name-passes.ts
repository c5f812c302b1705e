import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Header names are those of CloudEvents attributes.',
  file: 'packages/integration-events/src/event/event-headers.ts',
  search: '!/^[a-z0-9]+$/.test(name) || ',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/bus/events-and-options.test.ts',
    name: 'are checked, and headers.Tenant is named',
  },
})
