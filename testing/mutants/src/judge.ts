import type { CommandResult } from './command-run.ts'
import type { TestsRan } from './lane-messages.ts'
import type { NamedCommand, NamedTest } from './mutant.ts'
import { bearsName } from './test-name.ts'

export interface Verdict {
  /**
   * 'killed': the named test failed. 'survived': it passed, so the promise is not proved. 'broken':
   * the mutant proves nothing, because it no longer applies, or failed for another reason.
   */
  readonly outcome: 'killed' | 'survived' | 'broken'
  readonly reason: string
}

const broken = (reason: string): Verdict => ({ outcome: 'broken', reason })

/** Why a named test can't judge mutants: it must exist and pass on the unbroken sources. */
export function baselineDefect({ name }: NamedTest, ran: TestsRan): string | undefined {
  if (ran.collectErrors.length > 0) return `unmutated, its test file fails: ${ran.collectErrors[0]}`
  const named = ran.outcomes.filter((outcome) => bearsName(outcome.name, name))
  if (named.length === 0) return `no test bears the name '${name}'`
  const failed = named.find(({ state }) => state === 'failed')
  if (failed) return `unmutated, '${failed.name}' fails: ${failed.errors[0]?.message}`
  if (!named.some(({ state }) => state === 'passed')) return `unmutated, '${name}' is skipped`
  return undefined
}

export function judgeTests({ name }: NamedTest, ran: TestsRan): Verdict {
  if (ran.collectErrors.length > 0)
    return broken(`its test file could not run: ${ran.collectErrors[0]}`)
  const named = ran.outcomes.filter((outcome) => bearsName(outcome.name, name))
  const failed = named.filter(({ state }) => state === 'failed')
  const nonsense = failed
    .flatMap(({ errors }) => errors)
    .find(({ name: kind }) => kind === 'ReferenceError')
  if (nonsense) return broken(`its change is no valid code: ${nonsense.message}`)
  if (failed.length > 0)
    return {
      outcome: 'killed',
      reason: `${failed[0]!.name}: ${firstLine(failed[0]!.errors[0]?.message)}`,
    }
  if (!named.some(({ state }) => state === 'passed')) return broken(`'${name}' did not run`)
  return { outcome: 'survived', reason: `'${name}' passes all the same` }
}

export function judgeCommand(
  { command, prints }: NamedCommand,
  { code, output }: CommandResult,
): Verdict {
  if (code === 0) return { outcome: 'survived', reason: `\`${command}\` exits with 0 all the same` }
  if (prints !== undefined && !output.includes(prints)) {
    return broken(
      `\`${command}\` failed without printing '${prints}': ${output.trim().slice(-500)}`,
    )
  }
  return { outcome: 'killed', reason: `\`${command}\` exits with ${code}` }
}

function firstLine(text = ''): string {
  return text.split('\n')[0] ?? ''
}
