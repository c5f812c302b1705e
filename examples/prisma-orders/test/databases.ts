import { createPostgresDatabase, createSqliteDatabase } from 'testing-databases'

/** An empty database, by its URL. */
export interface EmptyDatabase extends AsyncDisposable {
  readonly url: string
}

/** The databases that the service runs on. */
export const databases: readonly { name: string; create: () => Promise<EmptyDatabase> }[] = [
  {
    name: 'SQLite',
    create: async () => {
      const database = createSqliteDatabase()
      return { url: `file:${database.file}`, [Symbol.asyncDispose]: async () => database.drop() }
    },
  },
  { name: 'PostgreSQL', create: createPostgresDatabase },
]
