import { access, readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { mutatedText } from './edit.ts'
import type { Mutant } from './mutant.ts'

/** One file of the catalogue. */
export interface CatalogueEntry {
  /** `<package>/<name>`, by where its file stands. */
  readonly id: string
  readonly mutant: Mutant
}

/** Every mutant below `folder`, which holds one folder per package and one file per mutant. */
export async function readCatalogue(folder: string): Promise<CatalogueEntry[]> {
  const entries = await readdir(folder, { recursive: true })
  const files = entries.filter((file) => file.endsWith('.ts')).toSorted()
  return Promise.all(
    files.map(async (file) => {
      const { default: mutant } = (await import(pathToFileURL(join(folder, file)).href)) as {
        default?: Mutant
      }
      if (mutant === undefined) throw new Error(`${join(folder, file)} has no default export`)
      return { id: `${dirname(file)}/${basename(file, '.ts')}`, mutant }
    }),
  )
}

/** Why this mutant can't be tried on the files below `root`; undefined if it can. */
export async function defectOf(
  { mutant }: CatalogueEntry,
  root: string,
): Promise<string | undefined> {
  if (!/^[A-Z].+\.$/s.test(mutant.breaks)) return 'what it breaks is not a sentence'
  try {
    await mutatedText(root, mutant)
    if ('test' in mutant.killedBy) await access(join(root, mutant.killedBy.test))
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
