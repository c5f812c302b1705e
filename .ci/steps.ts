import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { type Tally, tallyVariable } from './tally.ts'

interface Step {
  readonly name: string
  /** A script of the root package.json. */
  readonly script: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** How long it may take, in minutes. Default 3. */
  readonly limit?: number
  /** Counts what the step tried, where that is more than the step itself. */
  readonly tally?: () => Tally
}

const reports = mkdtempSync(join(tmpdir(), 'integration-events-ci-'))
const testTally = join(reports, 'tests.json')
const mutantReport = join(reports, 'mutants.json')

const steps: readonly Step[] = [
  {
    name: 'tests',
    script: ['test'],
    environment: { [tallyVariable]: testTally },
    limit: 15,
    tally: () => readJson(testTally) as Tally,
  },
  {
    name: 'mutants',
    script: ['run', 'mutants', '--report', mutantReport],
    limit: 15,
    tally: () => mutantTally(readJson(mutantReport) as MutantVerdict[]),
  },
  { name: 'lint', script: ['lint'] },
  { name: 'format', script: ['format:check'] },
  { name: 'types', script: ['types'] },
  { name: 'build', script: ['build'] },
  { name: 'packages', script: ['check:packages'] },
  { name: 'demo', script: ['demo'] },
]

interface MutantVerdict {
  readonly id: string
  readonly outcome: string
  readonly reason: string
}

function mutantTally(verdicts: readonly MutantVerdict[]): Tally {
  const alive = verdicts.filter(({ outcome }) => outcome !== 'killed')
  return {
    passed: verdicts.length - alive.length,
    failed: alive.map(({ id, outcome, reason }) => `${id} ${outcome}: ${reason}`),
    skipped: [],
  }
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** Resolves with undefined when the step succeeded, else with what went wrong. */
function run({ environment, limit = 3, script }: Step): Promise<string | undefined> {
  const child = spawn('npx', ['-y', 'pnpm@12', ...script], {
    // A group of its own, so that a step that hangs ends with all that it started.
    detached: true,
    env: { ...process.env, DO_NOT_TRACK: '1', TURBO_TELEMETRY_DISABLED: '1', ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve(`still running after ${limit} minutes`)
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    }, limit * 60_000)
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      resolve(code === 0 ? undefined : `exits with ${signal ?? code}`)
    })
  })
}

function tallyOf({ name, tally }: Step, defect: string | undefined): Tally {
  const whole = `${name}: ${defect}`
  if (tally === undefined) {
    return {
      passed: defect === undefined ? 1 : 0,
      failed: defect === undefined ? [] : [whole],
      skipped: [],
    }
  }
  try {
    const counted = tally()
    // A run can fail as a whole although no part of it did.
    return defect !== undefined && counted.failed.length === 0
      ? { ...counted, failed: [whole] }
      : counted
  } catch {
    return {
      passed: 0,
      failed: [defect === undefined ? `${name}: it left no report` : whole],
      skipped: [],
    }
  }
}

const tallies: Tally[] = []
for (const step of steps) {
  console.log(`\n== ${step.name}`)
  const started = performance.now()
  const defect = await run(step)
  tallies.push(tallyOf(step, defect))
  console.log(
    `== ${step.name}: ${defect ?? 'ok'}, ${((performance.now() - started) / 1_000).toFixed(0)} s`,
  )
}
rmSync(reports, { recursive: true, force: true })

const failed = tallies.flatMap((tally) => tally.failed)
const skipped = tallies.flatMap((tally) => tally.skipped)
const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0)
console.log()
for (const name of skipped) console.log(`skipped: ${name}`)
for (const name of failed) console.log(`failed: ${name}`)
console.log(`${passed} passed, ${failed.length} failed, ${skipped.length} skipped`)
process.exitCode = failed.length === 0 ? 0 : 1
