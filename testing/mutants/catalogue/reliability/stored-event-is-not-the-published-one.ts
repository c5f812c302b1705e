import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'The same bytes are sent from memory and from the event log.',
  file: 'packages/eventlogs-sql/src/event-row.ts',
  search: '  if (Number.isSafeInteger(value)) return value',
  replace: '  if (Number.isSafeInteger(value)) return value + 1',
  killedBy: {
    test: 'testing/reliability/test/two-queues.test.ts',
    name: 'one process on sqlite > send no event twice at once, from neither queue, and not once too often',
  },
})
