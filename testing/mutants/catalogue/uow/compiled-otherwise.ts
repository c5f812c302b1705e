import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Every package is compiled with the same settings.',
  file: 'packages/uow/tsconfig.json',
  search: '"rootDir": "src",',
  replace: '"rootDir": "src",\n    "strict": false,',
  killedBy: {
    test: 'testing/repository/test/skeleton.test.ts',
    name: 'packages/uow, as every package, > is compiled as the others by tsconfig.json',
  },
})
