import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs, stripVTControlCharacters } from 'node:util'
import { patienceVariable, startPostgres, sweepOrphanedServers } from 'testing-databases'
import { readCatalogue } from './catalogue.ts'
import type { Verdict } from './judge.ts'
import { runMutants } from './run-mutants.ts'

const help = `Usage: pnpm mutants [options]

Breaks one promise at a time in a copy of the sources, and demands that the named test fails.

  --only <pattern>    only mutants whose name matches this regular expression
  --list              name the mutants with what they break, and try none
  --lanes <number>    how many to try at once (default 2)
  --timeout <seconds> how long one may take (default 60)
  --report <file>     write the verdicts to a JSON file too
  --root <folder>     the repository (default: this one)
  --catalogue <folder>  (default: testing/mutants/catalogue)
`

const { values } = parseArgs({
  // pnpm hands on the '--' that a user may put before the options.
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  options: {
    catalogue: { type: 'string' },
    help: { type: 'boolean', default: false },
    lanes: { type: 'string', default: '2' },
    list: { type: 'boolean', default: false },
    only: { type: 'string' },
    report: { type: 'string' },
    root: { type: 'string' },
    timeout: { type: 'string', default: '60' },
  },
})

// An orderly exit, so that the server and the copies go with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
process.exitCode = await main()

async function main(): Promise<number> {
  if (values.help) {
    console.log(help)
    return 0
  }
  const root = resolve(values.root ?? fileURLToPath(new URL('../../..', import.meta.url)))
  const catalogue = await readCatalogue(
    resolve(values.catalogue ?? join(root, 'testing/mutants/catalogue')),
  )
  const only = values.only === undefined ? undefined : new RegExp(values.only)
  const entries = catalogue.filter(({ id }) => only === undefined || only.test(id))
  if (values.list) {
    for (const { id, mutant } of entries) console.log(`${id}: ${mutant.breaks}`)
    return 0
  }
  if (entries.length === 0) {
    console.error('There is no such mutant.')
    return 1
  }

  const verdicts: ({ id: string } & Verdict)[] = []
  await withPostgres((environment) =>
    runMutants({
      root,
      environment,
      entries,
      lanes: Number(values.lanes),
      timeout: Number(values.timeout) * 1_000,
      onVerdict({ id }, { outcome, reason: wholeReason }, milliseconds) {
        const reason = stripVTControlCharacters(wholeReason).replaceAll(/\s+/g, ' ').slice(0, 500)
        verdicts.push({ id, outcome, reason })
        const seconds = `${(milliseconds / 1_000).toFixed(1)} s`.padStart(7)
        console.log(`${outcome.padEnd(8)} ${seconds}  ${id}: ${reason}`)
      },
    }),
  )
  if (values.report !== undefined)
    await writeFile(values.report, JSON.stringify(verdicts, undefined, 2))

  const count = (outcome: Verdict['outcome']): number =>
    verdicts.filter((verdict) => verdict.outcome === outcome).length
  console.log(
    `\n${verdicts.length} mutants: ${count('killed')} killed, ${count('survived')} survived, ${count('broken')} broken`,
  )
  for (const { id, outcome, reason } of verdicts) {
    if (outcome !== 'killed') console.log(`${outcome}: ${id}: ${reason}`)
  }
  return count('killed') === verdicts.length ? 0 : 1
}

/** All mutants share one server: a database per test keeps them apart. What hangs is noticed soon. */
async function withPostgres(
  work: (environment: NodeJS.ProcessEnv) => Promise<void>,
): Promise<void> {
  // Under a test of this runner, its own vitest must not think that it is that test's worker.
  const { NODE_OPTIONS: _, ...inherited } = process.env
  const environment = Object.fromEntries(
    Object.entries(inherited).filter(([name]) => !name.startsWith('VITEST')),
  )
  environment[patienceVariable] ??= '12000'
  if (environment['TEST_PG_URL']) return work(environment)
  await sweepOrphanedServers()
  const server = await startPostgres()
  try {
    await work({ ...environment, TEST_PG_URL: server.url })
  } finally {
    await server.destroy()
  }
}
