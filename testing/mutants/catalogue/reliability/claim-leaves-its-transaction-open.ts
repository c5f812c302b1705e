import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'No transaction or lock is held while the broker is called.',
  file: 'packages/eventlogs-sql/src/postgres/claim.ts',
  search:
    '    const rows = await this.#database.query<ClaimedPendingRow>(this.#statements.claim(filter), [',
  replace: `    await this.#database.execute('begin', [])
    const rows = await this.#database.query<ClaimedPendingRow>(this.#statements.claim(filter), [`,
  killedBy: {
    test: 'testing/reliability/test/broker-call.test.ts',
    name: 'while the broker is called with an event from the log > no transaction, snapshot or lock is held on PostgreSQL',
  },
})
