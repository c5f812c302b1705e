import { eventLogContract } from 'integration-events/testing'
import { type PostgresServer, startPostgres } from 'testing-databases'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prismaHarness, type PrismaHarnessOptions, prismaTestDatabase } from './prisma-harness.ts'
import { variants } from './variants.ts'

const casesOf = (options: () => PrismaHarnessOptions): ReturnType<typeof eventLogContract> =>
  eventLogContract({
    createHarness: (state) => prismaHarness(options(), state),
    concurrentTransactions: options().dialect === 'postgres',
    inDatabase: true,
  })

describe.each(variants)('the event log contract over Prisma on $title', (variant) => {
  // oxlint-disable-next-line vitest/expect-expect, vitest/valid-title -- each case asserts by itself
  for (const { name, run } of casesOf(() => variant)) test(name, run)
})

describe('the event log contract over Prisma on a server in Asia/Shanghai', () => {
  let server: PostgresServer | undefined

  beforeAll(async () => {
    server = await startPostgres({ settings: { timezone: 'Asia/Shanghai' } })
  })

  afterAll(() => server?.destroy())

  const onServer = (): PrismaHarnessOptions => ({
    dialect: 'postgres',
    withClient: true,
    ...(server === undefined ? {} : { server }),
  })

  test('is one in which Prisma is wrong about a point in time', async () => {
    await using given = await prismaTestDatabase('postgres', { server: server! })
    const [row] = await given.prisma.$queryRawUnsafe<{ now: Date }[]>(
      'select clock_timestamp() as now',
    )
    expect(Math.abs(row!.now.getTime() - Date.now())).toBeGreaterThan(7 * 3_600_000)
  })

  // oxlint-disable-next-line vitest/expect-expect, vitest/valid-title -- each case asserts by itself
  for (const { name, run } of casesOf(onServer)) test(name, run)
})
