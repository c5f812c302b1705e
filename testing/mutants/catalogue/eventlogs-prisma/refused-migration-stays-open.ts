import { mutant } from 'testing-mutants'

export default mutant({
  breaks: 'A migration whose COMMIT is refused leaves the client usable.',
  file: 'packages/eventlogs-prisma/src/sqlite-transaction.ts',
  search: `        await tx.$executeRawUnsafe('commit')
        // Prisma has a transaction to end, which is over: its ROLLBACK fails, and frees the connection.
        throw done
`,
  replace: '',
  killedBy: {
    test: 'packages/eventlogs-prisma/test/migrate-event-log.test.ts',
    name: 'migrating on a SQLite file that somebody reads leaves the client usable when its commit is refused',
  },
})
