import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'What the database said comes before what a client made of it.',
  file: 'packages/uow/src/database-failure.ts',
  search: `  collect(inner.meta, signs, depth + 1)
`,
  replace: '',
  killedBy: {
    test: 'packages/uow/test/database-failure.test.ts',
    name: "a client's error > is what the database said, and not what the client's own code says",
  },
})
