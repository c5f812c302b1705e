import { dirname, join, normalize } from 'node:path'
import { existsInRepository, readDocument } from './documents.ts'
import { anchorsIn, type Link, localLinksIn } from './prose.ts'

/** What a command writes, and is not committed. */
const written = ['docs/reference']

/** The links of a document that lead to no file, or to no heading of it. */
export function brokenLinksIn(document: string, text: string): Link[] {
  return localLinksIn(text).filter(({ target }) => {
    const [path = '', anchor] = target.split('#')
    if (path === '') return anchor !== undefined && !anchorsIn(text).has(anchor)
    const to = normalize(join(dirname(document), path))
    if (written.includes(to)) return false
    if (!existsInRepository(to)) return true
    return anchor !== undefined && !anchorsIn(readDocument(to)).has(anchor)
  })
}
