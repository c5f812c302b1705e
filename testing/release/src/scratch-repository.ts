import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import type { Bump } from './changeset.ts'
import { pendingChangesets } from './pending-changesets.ts'
import { runCommand } from './run-command.ts'
import type { Versions } from './unexpected-releases.ts'

export interface ScratchRepositoryOptions {
  /** The repository, whose HEAD is copied. */
  readonly root: string
  /** Where the copy goes; there is nothing yet. */
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
}

interface ReleasePlan {
  readonly releases: readonly {
    readonly name: string
    readonly type: Bump | 'none'
    readonly newVersion: string
  }[]
}

/** Nobody's, and signed by nobody. */
const committing = [
  '-c',
  'user.name=Rehearsal',
  '-c',
  'user.email=rehearsal@localhost',
  '-c',
  'commit.gpgsign=false',
] as const

/** A copy of what is committed here, in which versions are bumped and from which they are published. */
export class ScratchRepository {
  readonly #folder: string
  readonly #environment: Readonly<Record<string, string>>

  private constructor(folder: string, environment: Readonly<Record<string, string>>) {
    this.#folder = folder
    this.#environment = environment
  }

  /** Copies the repository and installs what it needs. */
  static async create(options: ScratchRepositoryOptions): Promise<ScratchRepository> {
    const { environment, folder, root } = options
    await runCommand(['git', 'clone', '--quiet', root, folder], { cwd: root, env: environment })
    const repository = new ScratchRepository(folder, environment)
    // What changesets compares with, whatever branch this is.
    await repository.#git('checkout', '--quiet', '-B', 'main')
    await repository.#pnpm('install', '--frozen-lockfile', '--prefer-offline', '--ignore-scripts')
    return repository
  }

  /** Whether changes wait for their release. */
  get hasChangesets(): boolean {
    return pendingChangesets(this.#folder).length > 0
  }

  /** Adds a changeset, as whoever proposes the change would. */
  async propose(bumps: Readonly<Record<string, Bump>>, why: string): Promise<void> {
    const lines = Object.entries(bumps).map(([name, bump]) => `'${name}': ${bump}\n`)
    const text = `---\n${lines.join('')}---\n\n${why}\n`
    await writeFile(join(this.#folder, '.changeset/rehearsal.md'), text)
    await this.#commit('Propose a change')
  }

  /** Has changesets write versions and CHANGELOGs, and returns the new version of what it releases. */
  async version(): Promise<Versions> {
    const file = 'release-plan.json'
    await this.#changeset('status', `--output=${file}`)
    const path = join(this.#folder, file)
    const { releases } = JSON.parse(await readFile(path, 'utf8')) as ReleasePlan
    await this.#changeset('version')
    await this.#commit('Write the versions')
    return Object.fromEntries(
      releases
        .filter(({ type }) => type !== 'none')
        .map(({ name, newVersion }) => [name, newVersion]),
    )
  }

  /** Builds and publishes what the registry does not have, by the steps of the release workflow. */
  async publish(): Promise<void> {
    const plan = join(this.#folder, 'publish-plan.json')
    const packed = join(this.#folder, 'packed')
    await rm(packed, { recursive: true, force: true })
    await this.#pnpm('run', 'release:build')
    await this.#changeset('publish-plan', '--output', plan)
    await this.#changeset('pack', '--from-publish-plan', plan, '--out-dir', packed)
    await this.#changeset('publish', '--from-pack-dir', packed)
  }

  /** The CHANGELOG of a package. */
  changelog(name: string): Promise<string> {
    return readFile(join(this.#folder, 'packages', name, 'CHANGELOG.md'), 'utf8')
  }

  async #commit(message: string): Promise<void> {
    await this.#git('add', '--all', '.changeset', 'packages')
    await this.#git(...committing, 'commit', '--quiet', '--no-verify', '--message', message)
  }

  /** Without pnpm around it, which takes longer to start than changesets to run. */
  async #changeset(...args: readonly string[]): Promise<void> {
    const program = join(this.#folder, 'node_modules/@changesets/cli/bin.js')
    await this.#run([process.execPath, program, ...args])
  }

  async #git(...args: readonly string[]): Promise<void> {
    await this.#run(['git', ...args])
  }

  /** The pnpm that runs the rehearsal. */
  async #pnpm(...args: readonly string[]): Promise<void> {
    await this.#run(['pnpm', ...args])
  }

  async #run(command: readonly [string, ...string[]]): Promise<void> {
    // Versions change here, and dependencies never.
    const env = { ...this.#environment, CI: 'true', pnpm_config_verify_deps_before_run: 'false' }
    await runCommand(command, { cwd: this.#folder, env, timeout: 300_000 })
  }
}
