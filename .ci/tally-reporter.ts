import { writeFileSync } from 'node:fs'
import process from 'node:process'
import type { Reporter, TestCase, TestModule } from 'vitest/node'
import { type Tally, tallyVariable } from './tally.ts'

/** Names each skipped test with its reason, which vitest's own reporters leave out. */
export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const file = process.env[tallyVariable]
    if (file === undefined) return
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const inState = (state: string): TestCase[] =>
      tests.filter((test) => test.result().state === state)
    const failedModules = modules.filter((module) => module.errors().length > 0)
    const tally: Tally = {
      passed: inState('passed').length,
      failed: [
        ...[...inState('failed'), ...inState('pending')].map(nameOf),
        ...failedModules.map((module) => `${module.relativeModuleId} (the file itself)`),
        ...unhandledErrors.map((error) => `unhandled error: ${messageOf(error)}`),
      ],
      skipped: inState('skipped').map((test) => `${nameOf(test)}: ${reasonOf(test)}`),
    }
    writeFileSync(file, JSON.stringify(tally))
  }
}

function nameOf(test: TestCase): string {
  return `${test.module.relativeModuleId} > ${test.fullName}`
}

function reasonOf(test: TestCase): string {
  const result = test.result()
  return (result.state === 'skipped' ? result.note : undefined) ?? 'no reason given'
}

function messageOf(error: unknown): string {
  return error instanceof Error ||
    (typeof error === 'object' && error !== null && 'message' in error)
    ? String(error.message)
    : String(error)
}
