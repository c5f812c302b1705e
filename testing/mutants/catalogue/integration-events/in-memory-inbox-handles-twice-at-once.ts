import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'Whoever is told recorded is alone with the event until its transaction ends.',
  file: 'packages/integration-events/src/in-memory/in-memory-inbox-records.ts',
  search: "    if (this.isOpen(delivery)) return 'busy'\n",
  replace: '',
  killedBy: {
    test: 'packages/integration-events/test/in-memory/in-memory-inbox.test.ts',
    name: 'the in-memory inbox > while a transaction with a record is open, others are told busy, and handled once it committed',
  },
})
