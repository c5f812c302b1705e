import { execFileSync } from 'node:child_process'
import process from 'node:process'
import { packedDefects } from './packed-defects.ts'
import { packagesIn, root } from './workspace.ts'

interface Packed {
  readonly name: string
  readonly files: readonly { readonly path: string }[]
}

const command = ['-y', 'pnpm@12', '--recursive', '--filter', './packages/*', 'pack']
const output = execFileSync('npx', [...command, '--dry-run', '--json'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 64 * 2 ** 20,
})
const packed = JSON.parse(output) as readonly Packed[]

const defects = packagesIn('packages').flatMap(({ folder, manifest, path }) => {
  const files = packed.find(({ name }) => name === manifest.name)?.files ?? []
  return packedDefects({ folder, manifest, files: files.map((file) => file.path) }).map(
    (defect) => `${path}: ${defect}`,
  )
})
for (const defect of defects) console.error(defect)
process.exitCode = defects.length === 0 ? 0 : 1
