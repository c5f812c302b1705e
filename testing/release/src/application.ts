import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { folderSize } from './folder-size.ts'
import { type InstalledPackage, installedPackages } from './installed-package.ts'
import { type ModuleKind, moduleKinds } from './module-kinds.ts'
import type { Row } from './row.ts'
import { runCommand } from './run-command.ts'
import { compilers, prisma } from './tools.ts'

const programs = fileURLToPath(new URL('../programs', import.meta.url))

/** Declarations are checked too, ours among them. */
const compilerOptions = {
  strict: true,
  module: 'nodenext',
  target: 'es2023',
  types: ['node'],
  skipLibCheck: false,
}

export interface ApplicationOptions {
  /** There is nothing yet. */
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
}

/** What a new user has: a folder with a manifest, the packages of a row, and one program twice. */
export class Application {
  readonly #row: Row
  readonly #folder: string
  readonly #environment: Readonly<Record<string, string>>

  constructor(row: Row, { environment, folder }: ApplicationOptions) {
    this.#row = row
    this.#folder = folder
    this.#environment = environment
  }

  get nodeModules(): string {
    return join(this.#folder, 'node_modules')
  }

  /** Installs the row's packages by npm, and returns all that came. */
  async install(): Promise<InstalledPackage[]> {
    await mkdir(this.#folder)
    await this.#write('package.json', { name: 'application', private: true })
    await this.#run(['npm', 'install', ...this.#row.install, ...this.#row.types, '@types/node'])
    return installedPackages(this.nodeModules)
  }

  /** Writes the program once as ES modules and once for `require()`. */
  async writeProgram(): Promise<void> {
    await this.#write('tsconfig.json', { compilerOptions })
    for (const kind of moduleKinds) {
      await mkdir(join(this.#folder, kind))
      await this.#write(join(kind, 'package.json'), { type: kind })
      for (const [name, source] of Object.entries(this.#row.program))
        await copyFile(join(programs, source), join(this.#folder, kind, name))
      if (this.#row.prisma) await this.#generateClient(kind)
    }
  }

  /**
   * Type-checks the program under each compiler; the last one writes the JavaScript.
   *
   * @throws CommandFailedError with what the compiler says.
   */
  async compile(): Promise<void> {
    const last = compilers.at(-1)
    await Promise.all(
      compilers.map(async (compiler) => {
        const options = compiler === last ? [] : ['--noEmit']
        await this.#run([...compiler.command, '--project', '.', ...options]).catch(
          (cause: unknown) => {
            throw new Error(`${compiler.name}: ${String(cause)}`, { cause })
          },
        )
      }),
    )
  }

  /** Runs the program of one kind, once it is compiled. */
  async run(
    kind: ModuleKind,
    databaseUrl: string,
    answer?: (line: string) => Promise<string>,
  ): Promise<void> {
    await runCommand([process.execPath, join(kind, 'main.js')], {
      cwd: this.#folder,
      env: { ...this.#environment, DATABASE_URL: databaseUrl },
      timeout: 30_000,
      ...(answer === undefined ? {} : { answer }),
    })
  }

  /** In bytes. */
  size(): number {
    return folderSize(this.nodeModules)
  }

  async #generateClient(kind: ModuleKind): Promise<void> {
    const folder = join(this.#folder, kind)
    const schema = join(folder, 'schema.prisma')
    await copyFile(join(programs, 'schema.prisma'), schema)
    // It insists on an engine that it never runs: any file will do that can't be executed.
    const env = { PRISMA_SCHEMA_ENGINE_BINARY: schema, ...this.#environment }
    await runCommand([...prisma, 'generate', '--schema', schema], { cwd: folder, env })
  }

  async #write(path: string, value: unknown): Promise<void> {
    await writeFile(join(this.#folder, path), JSON.stringify(value))
  }

  async #run(command: readonly [string, ...string[]]): Promise<void> {
    await runCommand(command, { cwd: this.#folder, env: this.#environment })
  }
}
