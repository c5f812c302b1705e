import { normalize } from 'node:path'
import { Application, Comment, type ProjectReflection } from 'typedoc'
import type { EntryPoint } from './entry-points.ts'
import { toldElsewhere } from './told-elsewhere.ts'
import { WarningLog } from './warning-log.ts'

/** The reference of some entry points, read from their sources. */
export interface Reference {
  /** What it lacks: symbols and members without a comment, links that lead nowhere. */
  readonly warnings: readonly string[]
  readonly project: ProjectReflection
  /** Writes it as HTML: an index, and a folder for each package. Replaces what is in the folder. */
  write(folder: string): Promise<void>
}

export interface ReferenceOptions {
  readonly entryPoints: readonly EntryPoint[]
  /** The tsconfig whose program has the sources of all of them, so that types link across packages. */
  readonly tsconfig: string
}

/**
 * Reads the reference.
 *
 * @throws Error when an entry point is not there, with what TypeDoc says.
 */
export async function readReference({
  entryPoints,
  tsconfig,
}: ReferenceOptions): Promise<Reference> {
  const app = await Application.bootstrap({
    name: 'Integration events',
    entryPoints: entryPoints.map(({ source }) => source),
    tsconfig,
    pretty: false,
    readme: 'none',
    router: 'structure',
    hideGenerator: true,
    githubPages: false,
    excludeExternals: true,
    excludePrivate: true,
    packagesRequiringDocumentation: entryPoints.map(({ packageName }) => packageName),
    // All that users can see but constructors: a class's own comment says what makes one.
    requiredToBeDocumented: [
      'Class',
      'Interface',
      'TypeAlias',
      'Enum',
      'EnumMember',
      'Function',
      'Variable',
      'Property',
      'Method',
      'Accessor',
    ],
    validation: {
      notExported: true,
      notDocumented: true,
      invalidLink: true,
      invalidPath: true,
      rewrittenLink: true,
    },
  })
  const log = new WarningLog()
  app.logger = log
  const project = convert(app, entryPoints)
  if (project === undefined) throw new Error(log.warnings.join('\n'))
  app.options.setValue('intentionallyNotDocumented', toldElsewhere(project))
  app.validate(project)
  return {
    project,
    warnings: log.warnings,
    write: (folder) => app.generateDocs(project, folder),
  }
}

function convert(
  app: Application,
  entryPoints: readonly EntryPoint[],
): ProjectReflection | undefined {
  const sources = app.getEntryPoints()
  if (sources === undefined || app.logger.hasErrors()) return undefined
  for (const source of sources) {
    const file = normalize(source.sourceFile.fileName)
    const entryPoint = entryPoints.find((entry) => entry.source === file)
    if (entryPoint !== undefined) source.displayName = entryPoint.name
  }
  const project = app.converter.convert(sources)
  for (const { description, name } of entryPoints) {
    const module = project.getChildByName([name])
    if (module === undefined || description === undefined) continue
    module.comment ??= new Comment([{ kind: 'text', text: description }])
  }
  return project
}
