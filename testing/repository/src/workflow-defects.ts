import { parse } from 'yaml'

interface Workflow {
  readonly permissions?: Permissions
}

/** `read-all`, or a level for each of the scopes. */
type Permissions = string | Readonly<Record<string, string>>

/**
 * What makes a workflow trust more than it has to: one sentence for each place. An action by its tag
 * is whatever its owner, or a thief, says tomorrow; permissions that are not stated are the
 * repository's defaults; and a right that the whole workflow has is one that each of its jobs has.
 */
export function workflowDefects(text: string): string[] {
  const { permissions } = parse(text) as Workflow
  const used = [...text.matchAll(/^[\s-]*uses:\s*(?<use>.*)$/gm)].map(
    ({ groups }) => groups!['use']!,
  )
  return [
    ...(permissions === undefined ? ['it states no permissions'] : []),
    ...(grantsWriting(permissions) ? ['every job of it may write'] : []),
    ...used.filter((use) => !isPinned(use)).map((use) => `${use} is no commit with its version`),
  ]
}

function grantsWriting(permissions: Permissions | undefined): boolean {
  if (permissions === undefined) return false
  if (typeof permissions === 'string') return permissions !== 'read-all'
  return Object.values(permissions).includes('write')
}

/** Files of this repository are as good as the workflow itself. */
function isPinned(use: string): boolean {
  return use.startsWith('./') || /^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(use)
}
