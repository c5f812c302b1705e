import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'On SQLite a log with a connection of its own is refused.',
  file: 'packages/eventlogs-sql/src/inspect-routes.ts',
  search: "if (unitOfWork.sql.dialect === 'sqlite') {",
  replace: 'if (unitOfWork.sql.dialect === undefined) {',
  killedBy: {
    test: 'packages/eventlogs-sql/test/open.test.ts',
    name: 'refuses a connection besides the unit of work’s',
  },
})
