import { describe, expect, it } from 'vitest'
import { brokenLinksIn } from '../src/broken-links.ts'
import { documents, readDocument } from '../src/documents.ts'
import { hasScript, namedCommandsIn } from '../src/named-commands.ts'

describe.each(documents)('%s', (document) => {
  const text = readDocument(document)

  it('has no link that leads nowhere', () => {
    expect(brokenLinksIn(document, text)).toEqual([])
  })

  it('names no command that does not exist', () => {
    expect(namedCommandsIn(text).filter((command) => !hasScript(command))).toEqual([])
  })
})
