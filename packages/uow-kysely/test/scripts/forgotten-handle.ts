import Database from 'better-sqlite3'
import { Kysely } from 'kysely'
import { report } from 'testing-databases'
import { kyselyUnitOfWork } from '../../src/index.ts'
import { sqliteDialect } from '../databases.ts'

const uow = kyselyUnitOfWork(new Kysely({ dialect: sqliteDialect(new Database(':memory:')) }))
await uow.begin()
report('begun')
