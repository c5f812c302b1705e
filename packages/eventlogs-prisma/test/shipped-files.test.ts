import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { prismaMigrations, prismaSchema } from '../src/index.ts'

const folder = join(import.meta.dirname, '../prisma')

describe.each(['postgresql', 'sqlite'] as const)('the files for %s', (provider) => {
  // `vitest run packages/eventlogs-prisma/test/shipped-files.test.ts -u` writes them again, and
  // `pnpm --filter testing-prisma prepare` the clients that tests read them with.
  test('are what the sources say', async () => {
    await expect(prismaSchema(provider)).toMatchFileSnapshot(
      `../prisma/${provider}/integration-events.prisma`,
    )
    for (const { name, sql } of prismaMigrations(provider))
      await expect(sql).toMatchFileSnapshot(
        `../prisma/${provider}/migrations/${name}/migration.sql`,
      )
  })

  test('are all that there is', () => {
    const names = prismaMigrations(provider).map(({ name }) => name)
    const found = readdirSync(join(folder, provider), { recursive: true, encoding: 'utf8' })
    expect(found.map((file) => file.replaceAll('\\', '/')).toSorted()).toEqual(
      [
        'integration-events.prisma',
        'migrations',
        ...names.flatMap((name) => [`migrations/${name}`, `migrations/${name}/migration.sql`]),
      ].toSorted(),
    )
  })
})
