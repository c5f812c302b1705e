import { mutant } from 'testing-mutants'

export default mutant({
  breaks:
    'A statement that waited for the connection is refused when its unit has ended meanwhile.',
  file: 'packages/uow-kysely/src/frame-connection.ts',
  search: `        this.#guard.assertUsable()
        return`,
  replace: '        return',
  killedBy: {
    test: 'packages/uow-kysely/test/postgres.test.ts',
    name: 'statements that nobody awaited > are refused once their unit has rolled back, and never run on another transaction',
  },
})
