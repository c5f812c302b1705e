import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An option that does not exist is refused.',
  file: 'packages/integration-events/src/options/resolve-bus-options.ts',
  search: '  reader.refuseUnknown(Object.keys(names))\n',
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/options/bus-options.test.ts',
    name: 'of an unknown name are refused, with the right one if it is near',
  },
})
