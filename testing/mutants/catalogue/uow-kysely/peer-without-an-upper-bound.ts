import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A peer has a version from which on it is not promised to work.',
  file: 'packages/uow-kysely/package.json',
  search: '">=0.29.8 <0.30"',
  replace: '">=0.29.8"',
  killedBy: {
    test: 'testing/repository/test/skeleton.test.ts',
    name: 'packages/uow-kysely, as every package, > bounds the peers of others from below and from above',
  },
})
