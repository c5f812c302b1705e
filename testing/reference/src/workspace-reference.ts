import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type EntryPoint, entryPointsIn } from './entry-points.ts'
import { readReference, type Reference } from './reference.ts'

/** The repository's root folder. */
export const root: string = fileURLToPath(new URL('../../..', import.meta.url))

/** What the published packages offer. */
export const publicEntryPoints: readonly EntryPoint[] = entryPointsIn(join(root, 'packages'))

/** Reads the reference of the published packages. */
export function readWorkspaceReference(): Promise<Reference> {
  return readReference({
    entryPoints: publicEntryPoints,
    tsconfig: join(root, 'testing/reference/tsconfig.sources.json'),
  })
}
