import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Commits that are not durable are warned about at start.',
  file: 'packages/eventlogs-sql/src/postgres/inspector.ts',
  search: "if (commit === 'off') {",
  replace: "if (commit === 'never') {",
  killedBy: {
    test: 'packages/eventlogs-sql/test/open.test.ts',
    name: 'warns of commits that are not durable where the unit of work commits',
  },
})
