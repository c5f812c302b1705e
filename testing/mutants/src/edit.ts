import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Mutant } from './mutant.ts'

/** The mutant's file with its change made; throws, saying why, if it can't be made unambiguously. */
export async function mutatedText(root: string, mutant: Mutant): Promise<string> {
  const { file, replace, search } = mutant
  const text = await readFile(join(root, file), 'utf8').catch((cause: unknown) => {
    throw new Error(`there is no file ${file}`, { cause })
  })
  if (search === '' || search === replace) throw new Error('it changes nothing')
  const count = text.split(search).length - 1
  if (count !== 1)
    throw new Error(`its text stands ${count} times in ${file}, and must stand there once`)
  return text.replace(search, () => replace)
}
