/**
 * The child process of a lane: it keeps one vitest warm over a scratch copy, so that a mutant costs
 * a worker and not a whole start.
 */
import { join } from 'node:path'
import process from 'node:process'
import { createVitest, type TestModule, type Vitest } from 'vitest/node'
import type { RunTests, TestError, TestsRan } from './lane-messages.ts'
import { namePattern } from './test-name.ts'

const [root] = process.argv.slice(2)
if (root === undefined || process.send === undefined)
  throw new Error('A lane is started by the runner.')

const vitest = await createVitest(
  { root, watch: false, maxWorkers: 1, silent: true, reporters: [{}], fsModuleCache: false },
  // Away from the installed packages, which every copy links.
  { cacheDir: join(root, '.vite') },
)
// A lane ends with the runner that started it, and a worker that hangs ends with the lane.
process.once('disconnect', () =>
  process.kill(process.platform === 'win32' ? process.pid : -process.pid, 'SIGKILL'),
)
process.on('message', (message: RunTests) => {
  void run(vitest, message).then((answer) => process.send?.(answer))
})
process.send('ready')

async function run(session: Vitest, { tests, changed }: RunTests): Promise<TestsRan> {
  for (const file of changed) session.invalidateFile(join(root!, file))
  session.setGlobalTestNamePattern(namePattern(tests.map(({ name }) => name)))
  const files = new Set(tests.map(({ test }) => join(root!, test)))
  const project = session.getRootProject()
  const { testModules } = await session.runTestSpecifications(
    [...files].map((file) => project.createSpecification(file)),
  )
  return {
    outcomes: testModules.flatMap((module) =>
      [...module.children.allTests()].map((test) => ({
        name: test.fullName,
        state: test.result().state,
        errors: (test.result().errors ?? []).map(({ name, message }): TestError => ({
          name: name ?? '',
          message,
        })),
      })),
    ),
    collectErrors: testModules.flatMap(collectErrorsOf),
  }
}

function collectErrorsOf(module: TestModule): string[] {
  const suites = [...module.children.allSuites()]
  return [...module.errors(), ...suites.flatMap((suite) => suite.errors())].map(
    ({ message }) => message,
  )
}
