import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { entryPointsOf } from '../src/entry-points.ts'
import { readReference, type Reference } from '../src/reference.ts'

const fixture = fileURLToPath(new URL('../fixture', import.meta.url))

let reference: Reference

beforeAll(async () => {
  reference = await readReference({
    entryPoints: entryPointsOf(fixture),
    tsconfig: join(fixture, 'tsconfig.json'),
  })
}, 60_000)

const undocumented = (name: string) => expect.stringContaining(`fixture.${name} (`)

describe('a package without the comments that it should have', () => {
  it.each([
    ['an interface', 'Bare'],
    ['a function', 'bare'],
    ['a constant', 'empty'],
    ['a method', 'Counter.add'],
    ['an accessor', 'Counter.doubled'],
    ['an option', 'Options.limit'],
    ['an option in an option', 'Options.nested.__type.inner'],
    ['a member of an alias', 'Whole.part'],
  ])('is told of %s', (_what, name) => {
    expect(reference.warnings).toContainEqual(undocumented(name))
  })

  it('is told of a symbol in another of its entries', () => {
    expect(reference.warnings).toContainEqual(
      expect.stringContaining('fixture/testing.undescribed ('),
    )
  })

  it('is told of a link that leads nowhere', () => {
    expect(reference.warnings).toContainEqual(expect.stringContaining('link to "Nowhere"'))
  })

  it('is told of a type that its users meet and cannot import', () => {
    expect(reference.warnings).toContainEqual(expect.stringContaining('Inner, defined in'))
  })

  it('is told of nothing else: neither of constructors nor of parts that a comment around them tells of', () => {
    expect(reference.warnings).toHaveLength(11)
  })
})

describe('a missing entry', () => {
  it('stops the reading, and is named', async () => {
    const entryPoints = [
      { name: 'lost', packageName: 'lost', source: join(fixture, 'src/lost.ts') },
    ]
    await expect(
      readReference({ entryPoints, tsconfig: join(fixture, 'tsconfig.json') }),
    ).rejects.toThrow('lost.ts')
  })
})
