import { join } from 'node:path'
import process from 'node:process'
import { readWorkspaceReference, root } from './workspace-reference.ts'

const folder = 'docs/reference'
const reference = await readWorkspaceReference()
await reference.write(join(root, folder))

for (const warning of reference.warnings) console.error(warning)
console.log(`${folder}/index.html`)
process.exitCode = reference.warnings.length === 0 ? 0 : 1
