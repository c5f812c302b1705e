import { createUnitOfWork, type UnitOfWork } from 'uow'
import type { UnitOfWorkHarness } from 'uow/testing'
import { type MemoryClient, MemoryDatabase } from './memory-database.ts'

/** What a test breaks. Each function gets what is right, and returns what is wrong. */
export interface Break {
  readonly driver?: (database: MemoryDatabase) => Partial<MemoryDatabase>
  readonly unitOfWork?: (
    unitOfWork: UnitOfWork<MemoryClient>,
    database: MemoryDatabase,
  ) => Partial<UnitOfWork<MemoryClient>>
}

/** Units of work over the test database, in order or broken. */
export function memoryHarness(broken: Break = {}): UnitOfWorkHarness<MemoryClient> {
  return {
    capabilities: { failureAbortsTransaction: true, breakableConnections: true },
    async create(options) {
      const database = new MemoryDatabase()
      const driver = {
        provider: database.provider,
        database: database.database,
        begin: database.begin.bind(database),
        ...broken.driver?.(database),
      }
      const right = createUnitOfWork<MemoryClient>(driver, options)
      return {
        unitOfWork: { ...right, ...broken.unitOfWork?.(right, database) },
        insert: (client, name) => client.insert(name),
        insertSql: (name) => ({ sql: 'insert', parameters: [name] }),
        touchSql: 'touch',
        selectSql: 'select',
        failingSql: 'nonsense',
        committed: async () => database.names.toSorted(),
        cutNextCommit(reaches) {
          database.cutNextCommit = reaches
        },
      }
    },
  }
}
