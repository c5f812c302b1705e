import { execFile } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import ts from 'typescript'
import { root } from './documents.ts'
import type { Program } from './program.ts'

const here = join(import.meta.dirname, '..')
const compiler = join(root, 'node_modules/typescript/bin/tsc')

/** Programs in a folder of their own below `generated`, where they can be checked and run. */
export class Workplace {
  readonly #folder: string
  readonly #programs: readonly Program[]

  constructor(name: string, programs: readonly Program[]) {
    this.#folder = join(here, 'generated', name)
    this.#programs = programs
    rmSync(this.#folder, { recursive: true, force: true })
    mkdirSync(this.#folder, { recursive: true })
    this.#write('tsconfig.json', JSON.stringify(settings))
    for (const { file, text } of programs) {
      this.#write(`${file}.ts`, text)
      this.#write(`${file}.js`, javascriptOf(text))
    }
  }

  /** Runs a program to its end, and stops the bus that it made. */
  async run({ file }: Program): Promise<void> {
    const { bus } = (await import(join(this.#folder, `${file}.js`))) as {
      readonly bus?: { stop(): Promise<void> }
    }
    await bus?.stop()
  }

  /** Everything that the compiler says about the programs, each with its place in its document. */
  async problems(): Promise<string[]> {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [compiler, '--pretty', 'false', '-p', this.#folder],
      { cwd: this.#folder, maxBuffer: 64 * 2 ** 20 },
    ).catch(outputOf)
    return stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => this.#placed(line))
  }

  /** `README-md-31.ts(40,5): …` becomes `README.md:40: …`. */
  #placed(line: string): string {
    const [, file, number, rest] = /^([\w-]+)\.ts\((\d+),\d+\): (.*)$/.exec(line) ?? []
    const program = this.#programs.find((each) => each.file === file)
    return program === undefined ? line : `${program.document}:${number}: ${rest}`
  }

  #write(name: string, text: string): void {
    writeFileSync(join(this.#folder, name), text)
  }
}

const settings = {
  extends: '../../tsconfig.json',
  compilerOptions: { noUnusedLocals: false, noUnusedParameters: false },
  include: ['*.ts'],
}

/** Of a compiler that found something; one that did not run at all is no finding. */
function outputOf(error: unknown): { readonly stdout: string } {
  const { stdout = '' } = error as { readonly stdout?: string }
  if (stdout === '') throw error
  return { stdout }
}

/** The runner strips types, but leaves decorators as they are, which Node does not know. */
function javascriptOf(text: string): string {
  return ts.transpileModule(text, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
    },
  }).outputText
}
