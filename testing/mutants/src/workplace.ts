import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand } from './command-run.ts'
import { mutatedText } from './edit.ts'
import { baselineDefect, judgeCommand, judgeTests, type Verdict } from './judge.ts'
import { LaneProcess } from './lane-process.ts'
import type { Mutant, NamedCommand, NamedTest } from './mutant.ts'
import { createScratchCopy, type ScratchCopy } from './scratch-copy.ts'

export interface WorkplaceOptions {
  readonly root: string
  readonly environment: NodeJS.ProcessEnv
  /** How long one mutant's test or command may take, in milliseconds. */
  readonly timeout: number
}

/** One scratch copy, where one mutant at a time is tried. */
export class Workplace {
  readonly #copy: ScratchCopy
  readonly #lane: LaneProcess
  readonly #options: WorkplaceOptions
  /** The file that the last mutant changed: vitest must read it again. */
  #restored: string[] = []

  private constructor(copy: ScratchCopy, options: WorkplaceOptions) {
    this.#copy = copy
    this.#options = options
    this.#lane = new LaneProcess(copy.folder, options.environment)
  }

  static async create(options: WorkplaceOptions): Promise<Workplace> {
    return new Workplace(await createScratchCopy(options.root), options)
  }

  /** Why each test of this list, all of one file, can't judge mutants; undefined where it can. */
  async testDefects(tests: readonly NamedTest[]): Promise<(string | undefined)[]> {
    const ran = await this.#lane.run(
      { tests, changed: this.#takeRestored() },
      this.#options.timeout * 2,
    )
    return tests.map((test) => baselineDefect(test, ran))
  }

  /** Why this command can't judge mutants. */
  async commandDefect(command: NamedCommand): Promise<string | undefined> {
    const { code, output } = await this.#prepareAndRun(command)
    return code === 0
      ? undefined
      : `unmutated, \`${command.command}\` exits with ${code}: ${output.trim().slice(-500)}`
  }

  async try(mutant: Mutant): Promise<Verdict> {
    const file = join(this.#copy.folder, mutant.file)
    const original = await readFile(file, 'utf8')
    await writeFile(file, await mutatedText(this.#copy.folder, mutant))
    try {
      if ('command' in mutant.killedBy) {
        return judgeCommand(mutant.killedBy, await this.#prepareAndRun(mutant.killedBy))
      }
      const changed = [...this.#takeRestored(), mutant.file]
      return judgeTests(
        mutant.killedBy,
        await this.#lane.run({ tests: [mutant.killedBy], changed }, this.#options.timeout),
      )
    } finally {
      await writeFile(file, original)
      this.#restored.push(mutant.file)
    }
  }

  async close(): Promise<void> {
    await this.#lane.stop()
    await this.#copy.remove()
  }

  async #prepareAndRun({ command, prepare = [] }: NamedCommand) {
    const options = { ...this.#options, folder: this.#copy.folder }
    for (const step of prepare) {
      const { code, output } = await runCommand(step, options)
      if (code !== 0) throw new Error(`\`${step}\` failed: ${output.trim().slice(-500)}`)
    }
    return runCommand(command, options)
  }

  #takeRestored(): string[] {
    const restored = this.#restored
    this.#restored = []
    return restored
  }
}
