/** One thing that a new user installs and runs: a row of the rehearsal. */
export interface Row {
  /** Told when it fails, and in the table. */
  readonly name: string
  /** What the user types after `npm install`, perhaps with a version. */
  readonly install: readonly string[]
  /** The peers that npm adds by itself; nothing else of ours may come along. */
  readonly brings: readonly string[]
  /** Types of packages that have none of their own. */
  readonly types: readonly string[]
  /** The program, by files of `programs/`: the name in the application, and where it comes from. */
  readonly program: Readonly<Record<string, string>>
  /** Whether the program needs a generated Prisma client. */
  readonly prisma: boolean
  /** Whether its `DATABASE_URL` is an empty PostgreSQL database; otherwise a SQLite file. */
  readonly postgres: boolean
  /** Whether it sends its events through a sidecar. */
  readonly dapr: boolean
}
