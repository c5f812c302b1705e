import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Tables of another version are refused.',
  file: 'packages/eventlogs-sql/src/inspect-routes.ts',
  search: 'if (own.schemaVersion !== schemaVersion) {',
  replace: 'if (own.schemaVersion === undefined) {',
  killedBy: {
    test: 'packages/eventlogs-sql/test/open.test.ts',
    name: 'refuses tables of another version, and says which side is to be updated',
  },
})
