import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startPostgres, sweepOrphanedServers } from 'testing-databases'
import { configuredRegistry } from './configured-registry.ts'
import { publicPackages } from './public-packages.ts'
import { startRegistry } from './registry.ts'
import { rehearseReleases } from './rehearse-releases.ts'
import { rehearseRow } from './rehearse-row.ts'
import { rehearseRows } from './rehearse-rows.ts'
import { rows } from './rows.ts'
import { ScratchRepository } from './scratch-repository.ts'
import { sizeReport } from './size-report.ts'
import { timed } from './timed.ts'

const help = `Usage: pnpm release:rehearse [options]

Publishes what is committed here to a registry of its own, some of it again, and does with it what a
new user would.

  --only <pattern>  only rows whose name matches this regular expression
  --list            name the rows, and try none
`

const { values } = parseArgs({
  // pnpm hands on the '--' that a user may put before the options.
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  options: {
    help: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
  },
})

// An orderly exit, so that the servers and the folder go with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
process.exitCode = await main()

async function main(): Promise<number> {
  const chosen = rows.filter(({ name }) => new RegExp(values.only).test(name))
  if (values.help || values.list) {
    console.log(values.help ? help : chosen.map(({ name }) => name).join('\n'))
    return 0
  }
  if (chosen.length === 0) {
    console.error('There is no such row.')
    return 1
  }
  console.log('Only what is committed is rehearsed.')
  const root = fileURLToPath(new URL('../../..', import.meta.url))
  const ours = publicPackages(root).map(({ name }) => name)
  const folder = await mkdtemp(join(tmpdir(), 'integration-events-release-'))
  await using stack = new AsyncDisposableStack()
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  process.once('exit', remove)
  stack.defer(remove)

  const registry = stack.use(
    await timed('a registry', async () =>
      startRegistry({
        folder: join(folder, 'registry'),
        upstream: await configuredRegistry(root),
        ours,
      }),
    ),
  )
  const { environment } = registry
  const repository = await timed('a copy of the repository', () =>
    ScratchRepository.create({ root, folder: join(folder, 'repository'), environment }),
  )
  const published = await rehearseReleases({ repository, registry, names: ours })
  await sweepOrphanedServers()
  const server = process.env['TEST_PG_URL'] ? undefined : stack.use(await startPostgres())
  if (server !== undefined) process.env['TEST_PG_URL'] = server.url

  const { failures, results } = await rehearseRows(chosen, (row) => {
    const place = join(folder, `row-${rows.indexOf(row)}`)
    return timed(row.name, () => rehearseRow(row, { folder: place, environment, published }))
  })
  console.log(`\n${sizeReport(results, ours)}\n`)
  for (const failure of failures) console.error(`failed: ${failure}`)
  console.log(`${results.size} passed, ${failures.length} failed`)
  return failures.length === 0 ? 0 : 1
}
