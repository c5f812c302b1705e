import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { EventLogOptionError } from 'eventlogs-sql'
import { spawnScript, temporaryRoot } from 'testing-databases'
import { describe, expect, test } from 'vitest'
import { addEventLog, type AddEventLogOptions } from '../src/cli/add-event-log.ts'
import {
  FragmentDiffersError,
  MigrationLockError,
  MigrationOrderError,
  MigrationTablesError,
  SchemaFolderMissingError,
} from '../src/errors/index.ts'
import { prismaMigrations, prismaSchema } from '../src/index.ts'

const now = new Date('2026-12-24T18:30:05Z')
const [step, secondStep] = ['integration_events_0001_event_log', 'integration_events_0002_inbox']
const provider = 'postgresql'

describe('adding the event log to a Prisma schema', () => {
  test('writes fragment, migrations and lock into an empty folder, and then has nothing to do', () => {
    using folder = temporaryFolder()
    const added = addEventLog({ provider, folder: folder.path, now })
    expect(added.map(({ outcome }) => outcome)).toEqual(Array(4).fill('added'))
    expect(folder.files()).toEqual({
      'integration-events.prisma': prismaSchema(provider),
      'migrations/migration_lock.toml': expect.stringContaining('\nprovider = "postgresql"\n'),
      [`migrations/20261224183005_${step}/migration.sql`]: prismaMigrations(provider)[0]!.sql,
      [`migrations/20261224183006_${secondStep}/migration.sql`]: prismaMigrations(provider)[1]!.sql,
    })
    const before = folder.files()
    const again = addEventLog({ provider, folder: folder.path })
    expect(again.map(({ outcome }) => outcome)).toEqual(Array(4).fill('unchanged'))
    expect(folder.files()).toEqual(before)
  })

  test('sorts its migrations after those that are there, though they be from the future', () => {
    using folder = temporaryFolder({ 'migrations/20270101000000_orders/migration.sql': '' })
    addEventLog({ provider, folder: folder.path, now })
    expect(folder.migrations()).toEqual([
      '20270101000000_orders',
      `20270101000001_${step}`,
      `20270101000002_${secondStep}`,
    ])
  })

  test('refuses where no date can sort last', () => {
    using folder = temporaryFolder({ 'migrations/initial/migration.sql': '' })
    const before = folder.files()
    expect(() => addEventLog({ provider, folder: folder.path })).toThrow(MigrationOrderError)
    expect(folder.files()).toEqual(before)
  })

  test('sorts after a baseline without a date', () => {
    using folder = temporaryFolder({ 'migrations/0_init/migration.sql': '' })
    addEventLog({ provider, folder: folder.path, now })
    expect(folder.migrations()).toEqual([
      '0_init',
      `20261224183005_${step}`,
      `20261224183006_${secondStep}`,
    ])
  })

  test('leaves a migration alone that is there under another date, even if it differs', () => {
    const mine = `-- mine\n${prismaMigrations(provider)[0]!.sql}`
    using folder = temporaryFolder({
      [`migrations/20200101000000_${step}/migration.sql`]: mine,
    })
    const added = addEventLog({ provider, folder: folder.path, now })
    expect(added.at(-2)?.outcome).toBe('kept, though it differs')
    expect(added.at(-1)?.outcome).toBe('added')
    expect(folder.files()).toHaveProperty([`migrations/20200101000000_${step}/migration.sql`], mine)
    expect(folder.migrations()).toEqual([`20200101000000_${step}`, `20261224183005_${secondStep}`])
  })

  test.each([
    '-- made by migrateEventLog()',
    'create table integration_event_log (seq bigint)',
    'CREATE TABLE IF NOT EXISTS public."integration_event_log" (seq bigint)',
  ])('goes on after a first migration of the user’s own: %s', (mine) => {
    using folder = temporaryFolder({
      [`migrations/20200101000000_${step}/migration.sql`]: mine,
    })
    const added = addEventLog({ provider, folder: folder.path, now })
    expect(added.slice(-2).map(({ outcome }) => outcome)).toEqual([
      'kept, though it differs',
      'added',
    ])
  })

  test.each([
    { before: { schema: 'outbox' }, after: {} },
    { before: {}, after: { schema: 'outbox' } },
    { before: { tablePrefix: 'outbox_' }, after: {} },
  ])(
    'refuses tables of other names than the first migration makes: $before, then $after',
    (names) => {
      using folder = temporaryFolder()
      addEventLog({ provider, folder: folder.path, now, ...names.before })
      const before = folder.files()
      const again = (): unknown =>
        addEventLog({ provider, folder: folder.path, force: true, ...names.after })
      expect(again).toThrow(MigrationTablesError)
      expect(folder.files()).toEqual(before)
    },
  )

  test('does not overwrite a fragment that differs, but says what does, until it is told to', () => {
    const changed = prismaSchema(provider).replace('  topic ', '  subject ')
    using folder = temporaryFolder({ 'integration-events.prisma': changed })
    const error = caught(() => addEventLog({ provider, folder: folder.path, now }))
    expect(FragmentDiffersError.isInstance(error) && error.difference).toEqual([
      expect.stringMatching(/^- subject +String$/),
      expect.stringMatching(/^\+ topic +String$/),
    ])
    expect(folder.files()).toEqual({ 'integration-events.prisma': changed })
    const added = addEventLog({ provider, folder: folder.path, now, force: true })
    expect(added[0]?.outcome).toBe('overwritten')
    expect(folder.files()).toHaveProperty(['integration-events.prisma'], prismaSchema(provider))
  })

  test('does not mind the line ends of a checkout on Windows', () => {
    const windows = prismaSchema(provider).replaceAll('\n', '\r\n')
    using folder = temporaryFolder({ 'integration-events.prisma': windows })
    expect(addEventLog({ provider, folder: folder.path })[0]?.outcome).toBe('unchanged')
  })

  test.each([
    { lock: 'provider = "sqlite"\n', found: 'sqlite' },
    { lock: '# nothing\n', found: null },
  ])('refuses a folder whose lock names $found', ({ lock, found }) => {
    using folder = temporaryFolder({ 'migrations/migration_lock.toml': lock })
    const error = caught(() => addEventLog({ provider, folder: folder.path }))
    expect(MigrationLockError.isInstance(error) && error.found).toBe(found)
    expect(folder.files()).toEqual({ 'migrations/migration_lock.toml': lock })
  })

  test('refuses a folder that is none, and options that can not be', () => {
    using folder = temporaryFolder()
    const missing = join(folder.path, 'nowhere')
    expect(() => addEventLog({ provider, folder: missing })).toThrow(SchemaFolderMissingError)
    const here = { folder: folder.path }
    const refused: readonly Partial<AddEventLogOptions>[] = [
      { provider: 'sqlite' as const, schema: 'outbox' },
      { provider: 'mysql' as 'sqlite' },
      { provider, tablePrefix: 'a-b' },
    ]
    for (const options of refused)
      expect(() => addEventLog({ provider, ...here, ...options })).toThrow(EventLogOptionError)
    expect(folder.files()).toEqual({})
  })

  test('takes back what it wrote when a later file can not be', () => {
    const changed = '// mine\n'
    using folder = temporaryFolder({ 'integration-events.prisma': changed })
    // A link to nowhere: the folder is not there, and can't be made.
    symlinkSync(join(folder.path, 'gone', 'away'), join(folder.path, 'migrations'))
    expect(() => addEventLog({ provider, folder: folder.path, force: true })).toThrow(
      /EEXIST|ENOENT/,
    )
    rmSync(join(folder.path, 'migrations'))
    expect(folder.files()).toEqual({ 'integration-events.prisma': changed })
  })
})

describe('the command', () => {
  const main = new URL('../src/cli/main.ts', import.meta.url)

  test('is what the package’s bin is built from', () => {
    const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
    const { bin } = JSON.parse(manifest) as { readonly bin: Readonly<Record<string, string>> }
    expect(bin).toEqual({ 'eventlogs-prisma': './dist/cli/main.js' })
    expect(readFileSync(main, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
  })

  test('says that a migration that differs stays as it is', async () => {
    using folder = temporaryFolder({
      [`prisma/migrations/20200101000000_${step}/migration.sql`]: `-- mine\n${prismaMigrations('sqlite')[0]!.sql}`,
    })
    await using script = spawnScript(main, {
      args: ['add', '--provider', 'sqlite'],
      cwd: folder.path,
    })
    expect((await script.exit).code).toBe(0)
    expect(script.output).toMatch(
      /kept, though it differs\n.*\nA migration that may have been applied/,
    )
  })

  test('adds to the folder that it is given, and says what it did, one line each', async () => {
    using folder = temporaryFolder({ 'prisma/schema.prisma': '' })
    const args = ['add', '--provider', 'postgresql', '--schema', 'outbox', '--table-prefix', 'x_']
    await using script = spawnScript(main, { args, cwd: folder.path })
    expect(await script.exit).toEqual({ code: 0, signal: null })
    expect(script.output.split('\n')).toEqual([
      `${join('prisma', 'integration-events.prisma')}: added`,
      `${join('prisma', 'migrations', 'migration_lock.toml')}: added`,
      expect.stringMatching(/\d{14}_integration_events_0001_event_log.migration\.sql: added$/),
      expect.stringMatching(/\d{14}_integration_events_0002_inbox.migration\.sql: added$/),
      expect.stringContaining('"outbox"'),
      '',
    ])
    const tables = { schema: 'outbox', tablePrefix: 'x_' }
    expect(folder.files()).toHaveProperty(
      ['prisma/integration-events.prisma'],
      prismaSchema('postgresql', tables),
    )
  })

  test.each([
    { args: ['add', '--provider', 'postgresql', '--to', 'nowhere'], code: 1, says: /nowhere/ },
    { args: ['add', '--provider', 'mysql'], code: 1, says: /'postgresql' or 'sqlite'/ },
    { args: ['add'], code: 2, says: /--provider postgresql\|sqlite/ },
    { args: ['add', '--provider', 'sqlite', '--too', 'x'], code: 2, says: /--too/ },
    { args: ['--help'], code: 0, says: /--table-prefix/ },
  ])('ends with $code for $args', async ({ args, code, says }) => {
    using folder = temporaryFolder({ 'prisma/schema.prisma': '' })
    await using script = spawnScript(main, { args, cwd: folder.path })
    expect((await script.exit).code).toBe(code)
    expect(script.output).toMatch(says)
    expect(folder.files()).toEqual({ 'prisma/schema.prisma': '' })
  })
})

interface TemporaryFolder extends Disposable {
  readonly path: string
  /** The content of every file, by its path. */
  readonly files: () => Record<string, string>
  readonly migrations: () => readonly string[]
}

function temporaryFolder(files: Readonly<Record<string, string>> = {}): TemporaryFolder {
  const path = mkdtempSync(join(temporaryRoot('memory'), 'integration-events-prisma-'))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(path, name, '..'), { recursive: true })
    writeFileSync(join(path, name), content)
  }
  return {
    path,
    files: () =>
      Object.fromEntries(
        readdirSync(path, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .map((file) => [
            file.slice(path.length + 1).replaceAll('\\', '/'),
            readFileSync(file, 'utf8'),
          ]),
      ),
    migrations: () =>
      readdirSync(join(path, 'migrations'))
        .filter((name) => name !== 'migration_lock.toml')
        .toSorted(),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  }
}

function caught(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return undefined
}
