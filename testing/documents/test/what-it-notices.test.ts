import { describe, expect, it } from 'vitest'
import { brokenLinksIn } from '../src/broken-links.ts'
import { codeBlocksIn } from '../src/code-block.ts'
import { guaranteesIn } from '../src/guarantees.ts'
import { hasScript, namedCommandsIn } from '../src/named-commands.ts'
import { type Program, programsIn } from '../src/program.ts'
import { anchorsIn, localLinksIn } from '../src/prose.ts'
import { Workplace } from '../src/workplace.ts'

const block = (code: string, comment = ''): string => `${comment}\n\`\`\`ts\n${code}\n\`\`\`\n`

function programs(...blocks: readonly string[]): Program[] {
  return programsIn('guide.md', `# Guide\n${blocks.join('')}`)
}

describe('a block of code', () => {
  it('is compiled, and told by its place in the document', { timeout: 60_000 }, async () => {
    const wrong = block(`export const count: number = 'many'`)
    const unrun = block(`missing()`, '<!-- not run: it would fail -->')
    const workplace = new Workplace('noticed', programs(wrong, unrun))
    expect(await workplace.problems()).toEqual([
      "guide.md:4: error TS2322: Type 'string' is not assignable to type 'number'.",
      "guide.md:8: error TS2304: Cannot find name 'missing'.",
    ])
  })

  it('is run', async () => {
    const [program] = programs(block(`throw new Error('it was run')`))
    const workplace = new Workplace('run', [program!])
    await expect(workplace.run(program!)).rejects.toThrow('it was run')
  })

  it('goes on where the one before it ended', () => {
    const all = programs(block('const one = 1'), block('const two = one', '<!-- continues -->'))
    expect(all.map(({ name }) => name)).toEqual(['guide.md:4'])
    expect(all[0]?.text.split('\n').slice(3, 8)).toEqual([
      'const one = 1',
      '',
      '',
      '',
      'const two = one',
    ])
  })

  it('gets from its prelude what it does not declare itself', () => {
    const code = `import { Kysely as db } from 'kysely'\nconst { order: [voucher] } = found`
    const [program] = programs(block(code, '<!-- prelude: kysely -->'))
    const [imported = ''] = program?.text.split('\n') ?? []
    expect(imported).toMatch(/ uow, .*\bcache\b/)
    expect(imported).toMatch(/\btype Database\b/)
    expect(imported).not.toMatch(/\b(db|voucher)\b/)
    expect(imported).toMatch(/\border\b/)
  })

  it.each([
    ['prelude: nowhere', "There is no prelude 'nowhere'"],
    ['not run', "A comment before a block says 'not run'"],
    ['not run:', "A comment before a block says 'not run:'"],
    ['preludes: kysely', "A comment before a block says 'preludes: kysely'"],
    ['continues', 'there is no block before it'],
  ])('is refused with the comment %s', (comment, message) => {
    expect(() => programs(block('', `<!-- ${comment} -->`))).toThrow(message)
  })

  it('is seen in a list, and under any name of its language', () => {
    const text =
      '# Guide\n\n- So:\n\n  ```typescript\n  first()\n  ```\n\n```js title\nsecond()\n```\n'
    expect(programsIn('guide.md', text).map(({ name }) => name)).toEqual([
      'guide.md:6',
      'guide.md:10',
    ])
  })

  it('is none inside of a longer fence', () => {
    const blocks = codeBlocksIn('````md\n```ts\nconst one = 1\n```\n````')
    expect(blocks.map(({ language }) => language)).toEqual(['md'])
  })
})

describe('a link', () => {
  it('is seen in prose, and not in code', () => {
    const text = '[a](a.md), `[b](b.md)`, [c](https://c.example)\n```sh\n[d](d.md)\n```\n[e](#e)'
    expect(localLinksIn(text)).toEqual([
      { line: 1, target: 'a.md' },
      { line: 5, target: '#e' },
    ])
  })

  it('finds a heading by the name that GitHub gives it', () => {
    expect([...anchorsIn('# The `inbox`, and more\n## More\n## More\n```sh\n# no\n```')]).toEqual([
      'the-inbox-and-more',
      'more',
      'more-1',
    ])
  })
})

describe('a link of a document', () => {
  it.each([
    ['to a file that is not there', 'no.md'],
    ['to a heading that is not there', '../CONTRIBUTING.md#writing-a-novel'],
    ['to no heading of its own', '#nowhere'],
  ])('%s is broken', (_name, target) => {
    const text = `# Guide\n[one](${target}), [two](../CONTRIBUTING.md#writing-a-test), [three](#guide)`
    expect(brokenLinksIn('docs/guide.md', text)).toEqual([{ line: 2, target }])
  })
})

describe('a row of guarantees', () => {
  const mutant = '[uow/x](../testing/mutants/catalogue/uow/x.ts)'

  it('is a promise, its test and its mutant', () => {
    expect(guaranteesIn(`| Holds | [a.test.ts](../t/a.test.ts): a > b | ${mutant} |`)).toEqual([
      { promise: 'Holds', test: 't/a.test.ts', name: 'a > b', mutant: 'uow/x' },
    ])
  })

  it('without a test is refused', () => {
    expect(() => guaranteesIn(`| Holds | surely | ${mutant} |`)).toThrow('This row is no promise')
  })
})

describe('a command', () => {
  const missing = (text: string): string[] =>
    namedCommandsIn(text)
      .filter((command) => !hasScript(command))
      .map(({ filter = 'root', script }) => `${filter}: ${script}`)

  it('is looked up among the scripts of its package', () => {
    expect(missing('npx -y pnpm@12 test\n`pnpm --filter bench storage`')).toEqual([])
    expect(missing('npx -y pnpm@12 tset\nRun `pnpm --filter bench sotrage`, `pnpm demo`')).toEqual([
      'root: tset',
      'bench: sotrage',
    ])
  })
})
