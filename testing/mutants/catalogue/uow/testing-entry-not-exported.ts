import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What is meant for users can be imported.',
  file: 'packages/uow/package.json',
  search:
    '    "./testing": {\n      "@integration-events/source": "./src/testing/index.ts",\n      "types": "./dist/testing/index.d.ts",\n      "default": "./dist/testing/index.js"\n    },\n',
  replace: '',
  killedBy: {
    test: 'testing/repository/test/skeleton.test.ts',
    name: 'packages/uow, as every package, > exports each index that its own sources do not import',
  },
})
