import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'
import type { PrismaMigration, PrismaProvider } from '../../src/index.ts'

const filters = { externalTables: [], externalEnums: [] }

/** What Prisma Migrate makes of a schema, by its own engine on a real database. */
export interface SchemaEngine {
  /** `prisma migrate deploy`: the names of the migrations that were applied. */
  deploy(): Promise<readonly string[]>
  /**
   * `prisma migrate dev`, once the migrations are deployed: the migration that it would write, or the
   * reason for which it would reset the database. Null when there is nothing to do.
   */
  dev(): Promise<string | null>
  /** What leads from the migrations to the schema, by a shadow database: null when there is nothing. */
  shadow(): Promise<string | null>
  /** What leads from the database, as it is now, to the schema: null when there is no drift. */
  drift(): Promise<string | null>
  /** `prisma db pull`: the schema that the database has. */
  pull(): Promise<string>
}

export interface SchemaEngineOptions {
  readonly provider: PrismaProvider
  readonly adapter: SqlMigrationAwareDriverAdapterFactory
  /** The schema's files, by name. */
  readonly schema: Readonly<Record<string, string>>
  readonly migrations: readonly Pick<PrismaMigration, 'name' | 'sql'>[]
}

export async function schemaEngine(options: SchemaEngineOptions): Promise<SchemaEngine> {
  await load()
  const files = Object.entries(options.schema).map(([path, content]) => ({ path, content }))
  const engine = await glue.SchemaEngine.new(
    { datamodels: files.map(({ path, content }) => [path, content]) },
    () => {},
    bindMigrationAwareSqlAdapterFactory(options.adapter),
  )
  const migrationsList = {
    baseDir: '/migrations',
    lockfile: { path: 'migration_lock.toml', content: `provider = "${options.provider}"\n` },
    shadowDbInitScript: '',
    migrationDirectories: options.migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } },
    })),
  }
  return {
    async deploy() {
      return (await engine.applyMigrations({ migrationsList, filters })).appliedMigrationNames
    },
    async shadow() {
      const { exitCode, stdout } = await engine.diff({
        from: { tag: 'migrations', ...migrationsList },
        to: { tag: 'schemaDatamodel', files },
        script: true,
        exitCode: true,
        filters,
      })
      return exitCode === 0 ? null : stdout
    },
    async dev() {
      const { action } = await engine.devDiagnostic({ migrationsList, filters })
      if (action.tag === 'reset') return action.reason
      const { migrationScript } = await engine.createMigration({
        draft: false,
        migrationName: 'drift',
        migrationsList,
        schema: { files },
        filters,
      })
      return migrationScript
    },
    async drift() {
      const { exitCode, stdout } = await engine.diff({
        from: { tag: 'schemaDatasource', files, configDir: '/' },
        to: { tag: 'schemaDatamodel', files },
        script: true,
        exitCode: true,
        filters,
      })
      return exitCode === 0 ? null : stdout
    },
    async pull() {
      const { schema } = await engine.introspect({
        schema: { files },
        baseDirectoryPath: '/',
        force: true,
        compositeTypeDepth: 0,
        namespaces: null as unknown as string[],
      })
      return schema.files.map(({ content }) => content).join('\n')
    },
  }
}

type Exports = Readonly<Record<string, () => void>>

/** The part that is needed here of what every Node has, and its types leave out. */
const { WebAssembly } = globalThis as unknown as {
  readonly WebAssembly: {
    instantiate(
      bytes: Uint8Array,
      imports: Readonly<Record<string, object>>,
    ): Promise<{ readonly instance: { readonly exports: Exports } }>
  }
}

let loaded: Promise<void> | undefined

/** Once per process: the glue has room for one instance. */
async function load(): Promise<void> {
  loaded ??= (async () => {
    const glueFile = createRequire(import.meta.url).resolve(
      '@prisma/schema-engine-wasm/schema_engine_bg',
    )
    const bytes = await readFile(glueFile.replace(/\.js$/, '.wasm'))
    const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue })
    const { __wbg_set_wasm: use } = glue as unknown as {
      readonly __wbg_set_wasm: (exports: Exports) => void
    }
    use(instance.exports)
    instance.exports['__wbindgen_start']!()
  })()
  await loaded
}
