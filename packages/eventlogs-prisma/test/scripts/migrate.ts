// A process that migrates when it is told to, at the same moment as others.
import pg from 'pg'
import { commands, report } from 'testing-databases'
import { postgresClient, sqliteClient } from 'testing-prisma'
import { migrateEventLog } from '../../src/index.ts'

const [dialect, location = ''] = process.argv.slice(2)
const prisma =
  dialect === 'postgres'
    ? postgresClient(new pg.Pool({ connectionString: location }))
    : sqliteClient(location)
await prisma.$connect()
report('ready')
for await (const _go of commands()) {
  report({ type: 'migrated', steps: await migrateEventLog(prisma) })
  break
}
process.exit()
