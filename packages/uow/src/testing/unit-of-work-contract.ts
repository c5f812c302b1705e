import { afterHookCases } from './after-hook-cases.ts'
import { ambientCases } from './ambient-cases.ts'
import { commitCases } from './commit-cases.ts'
import type { CaseContext, ContractCase } from './contract-case.ts'
import { explicitCases } from './explicit-cases.ts'
import type { UnitOfWorkCapabilities, UnitOfWorkHarness } from './harness.ts'
import { hookCases } from './hook-cases.ts'
import { nestedCases } from './nested-cases.ts'
import { optionCases } from './option-cases.ts'
import { outcomeCases } from './outcome-cases.ts'
import { outlivingCases } from './outliving-cases.ts'
import { refusalCases } from './refusal-cases.ts'
import { sqlCases } from './sql-cases.ts'

/** A named case; `run` rejects when the unit of work breaks the contract. */
export interface UnitOfWorkContractCase {
  /** The promise, as a sentence. */
  readonly name: string
  /** Resolves when the promise is kept, and rejects when it is not. */
  readonly run: () => Promise<void>
}

/** Options of the suite. */
export interface UnitOfWorkContractOptions {
  /** How long a case may take, in milliseconds, before it fails as one that hangs. Default 15,000. */
  readonly timeout?: number
}

const cases: readonly ContractCase[] = [
  ...commitCases,
  ...nestedCases,
  ...hookCases,
  ...afterHookCases,
  ...refusalCases,
  ...outlivingCases,
  ...ambientCases,
  ...explicitCases,
  ...outcomeCases,
  ...optionCases,
  ...sqlCases,
]

const defaults: Required<UnitOfWorkCapabilities> = {
  parallelTransactions: true,
  isolatedReads: true,
  failureAbortsTransaction: false,
  guardedNative: true,
  refusesOuterClient: false,
  breakableConnections: false,
  isolationLevels: ['read committed', 'repeatable read', 'serializable'],
}

/**
 * What every unit of work promises, as cases for any test runner. Each case gets a fixture of its
 * own.
 *
 * ```ts
 * for (const { name, run } of unitOfWorkContract(harness)) it(name, run)
 * ```
 */
export function unitOfWorkContract<Native>(
  harness: UnitOfWorkHarness<Native>,
  { timeout = 15_000 }: UnitOfWorkContractOptions = {},
): readonly UnitOfWorkContractCase[] {
  const capabilities = { ...defaults, ...harness.capabilities }
  return cases
    .filter(({ applies = () => true }) => applies(capabilities))
    .map(({ name, body }) => ({
      name,
      async run() {
        const hookErrors: { error: unknown; hook: string }[] = []
        const create = (): Promise<CaseContext> =>
          harness.create({
            onHookError: (error, hook) => void hookErrors.push({ error, hook }),
          }) as Promise<CaseContext>
        const fixture = await create()
        try {
          await endsWithin(timeout, body({ ...fixture, hookErrors, capabilities, another: create }))
        } finally {
          await fixture.close?.()
        }
      },
    }))
}

function endsWithin(timeout: number, body: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const hangs = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(new Error(`The case did not end within ${timeout} ms: something waits for ever.`)),
      timeout,
    )
  })
  return Promise.race([body, hangs]).finally(() => clearTimeout(timer))
}
