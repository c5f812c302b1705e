import type { TableOptions } from 'eventlogs-sql'
import { models } from './models.ts'
import { dialectOfProvider, type PrismaProvider } from './prisma-provider.ts'
import { renderModel } from './render-model.ts'
import { tableNamesOn } from './table-names-on.ts'

/**
 * The event log's tables as models, for a file of its own in the folder of your Prisma schema: with
 * it Prisma Migrate knows the tables and leaves them alone, and your client can read them. The
 * package's folder `prisma` holds the same text as files, with the default names.
 *
 * With a schema, name it in your datasource's `schemas`.
 *
 * ```ts
 * await writeFile('prisma/integration-events.prisma', prismaSchema('postgresql'))
 * ```
 *
 * @throws EventLogOptionError when there is no such provider, when schema or prefix can't be a part
 *   of a name, or when SQLite is given a schema.
 */
export function prismaSchema(provider: PrismaProvider, tables: TableOptions = {}): string {
  dialectOfProvider(provider)
  const names = tableNamesOn(provider, tables)
  return [
    "// The event log's tables, written by eventlogs-prisma. Their migrations are not made from\n" +
      '// this file: they come along with it. Change neither.\n',
    ...models.map((model) => renderModel(model, provider, names)),
  ].join('\n')
}
