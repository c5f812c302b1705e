import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Two applications on one log are refused.',
  file: 'packages/eventlogs-sql/src/open-log.ts',
  search: 'if (owner !== null && owner !== context.source) {',
  replace: 'if (context.source === undefined) {',
  killedBy: {
    test: 'packages/eventlogs-sql/test/open.test.ts',
    name: 'of two applications at once lets in one, and its replicas',
  },
})
