import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'An error of the inbox names the inbox.',
  file: 'packages/eventlogs-sql/src/inspect-routes.ts',
  search: '    eventLog: name,\n    store,\n    unitOfWork: unitOfWork.provider,\n    detail',
  replace: '    eventLog: name,\n    unitOfWork: unitOfWork.provider,\n    detail',
  killedBy: {
    test: 'packages/eventlogs-sql/test/inbox/open.test.ts',
    name: 'opening an inbox on PostgreSQL > refuses a unit of work that finds other tables, and names the inbox',
  },
})
