import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { documents, existsInRepository, readDocument } from '../src/documents.ts'
import { hasScript, namedCommandsIn } from '../src/named-commands.ts'
import { anchorsIn, localLinksIn } from '../src/prose.ts'

/** What is written by a command, and not committed. */
const written = ['docs/reference']

describe.each(documents)('%s', (document) => {
  const text = readDocument(document)

  it('has no link that leads nowhere', () => {
    const broken = localLinksIn(text).filter(({ target }) => {
      const [path = '', anchor] = target.split('#')
      const to = path === '' ? document : normalize(join(dirname(document), path))
      if (written.includes(to)) return false
      if (!existsInRepository(to)) return true
      return anchor !== undefined && !anchorsIn(readDocument(to)).has(anchor)
    })
    expect(broken.map(({ line, target }) => `${document}:${line}: ${target}`)).toEqual([])
  })

  it('names no command that does not exist', () => {
    const missing = namedCommandsIn(text).filter((command) => !hasScript(command))
    expect(missing).toEqual([])
  })
})
