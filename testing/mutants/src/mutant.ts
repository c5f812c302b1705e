/** A small change to one file that breaks one promise, and what must notice it. */
export interface Mutant {
  /** The promise that it breaks, as one sentence. */
  readonly breaks: string
  /** The file to change, from the repository's root. */
  readonly file: string
  /** The text to replace. It must stand in the file exactly once. */
  readonly search: string
  readonly replace: string
  readonly killedBy: NamedTest | NamedCommand
}

/** A test of vitest that must fail under the mutant, and pass without it. */
export interface NamedTest {
  /** The test file, from the repository's root. */
  readonly test: string
  /**
   * The test's name as vitest prints it, `suite > test`, or the end of it from a suite or test on.
   * If more than one test bears it (a contract that runs on every database), one must fail.
   */
  readonly name: string
}

/** A command line that must exit with 0 without the mutant, and with another code under it. */
export interface NamedCommand {
  /** Command lines, run at the repository's root, that must succeed either way: a build. */
  readonly prepare?: readonly string[]
  readonly command: string
  /** What the failing command must have printed, so that it failed for the right reason. */
  readonly prints?: string
}

/** Gives a catalogue file's default export its type. */
export function mutant(definition: Mutant): Mutant {
  return definition
}
