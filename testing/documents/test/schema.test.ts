import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { codeBlocksIn } from '../src/code-block.ts'
import { readDocument } from '../src/documents.ts'

it('generates the Prisma client of the documents from the schema that stands there', () => {
  const [shown] = codeBlocksIn(readDocument('docs/getting-started.md')).filter(
    ({ language }) => language === 'prisma',
  )
  const file = join(import.meta.dirname, '../prisma/schema.prisma')
  const used = readFileSync(file, 'utf8').replace('../preludes/generated', '../generated')
  expect(shown?.lines.join('\n').trim()).toBe(used.trim())
})
